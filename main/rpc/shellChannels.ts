/** Electron channels between a preload and the shell. They carry no data but the port. */
export const shellChannels = {
  /** Preload to shell: this page is new and has no port. */
  hello: 'zhengka:hello',
  /** Preload to shell: the first answer of a host is on the screen. */
  usable: 'zhengka:usable',
  /** Shell to preload: here is a port. */
  port: 'zhengka:port',
} as const;

/** The shell starts a window's process with this argument and the surface behind it. */
export const surfaceArgument = '--zhengka-surface=';
