// Plain JavaScript, because the Node inside an old Electron forks no TypeScript.
process.on('message', (message) => process.send?.(message));
