declare module '*.css';

/** A file as a `data:` URL inside the script: pages fetch nothing. */
declare module '*?url&inline' {
  const dataUrl: string;
  export default dataUrl;
}
