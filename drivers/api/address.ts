/**
 * Address of a device, as `DeviceConfig.path` spells it. `path`: a serial port, PTY, printer node or unix socket that the file
 * system names. USB numbers are four lower-case hex digits; `serial` null = any device of this make and model.
 */
export type DeviceAddress =
  | { readonly kind: 'path'; readonly path: string }
  | {
      readonly kind: 'usb';
      readonly vendorId: string;
      readonly productId: string;
      readonly serial: string | null;
    }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'pcsc'; readonly reader: string }
  | { readonly kind: 'queue'; readonly name: string };

/** Parses an address; null when a prefixed one is malformed. Anything without a known prefix is a path. */
export function parseAddress(text: string): DeviceAddress | null {
  const [, prefix = '', rest = ''] = /^(usb|tcp|pcsc|queue):(.*)$/.exec(text) ?? [];
  switch (prefix) {
    case 'usb': {
      const match = /^([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?::([\x21-\x7e]{1,64}))?$/.exec(rest);
      if (match === null) return null;
      const [, vendorId = '', productId = '', serial = null] = match;
      return { kind: 'usb', vendorId: vendorId.toLowerCase(), productId: productId.toLowerCase(), serial };
    }
    case 'tcp': {
      const match = /^([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):(\d{1,5})$/.exec(rest);
      const port = Number(match?.[2] ?? 0);
      return match === null || port < 1 || port > 65_535
        ? null
        : { kind: 'tcp', host: (match[1] ?? '').replace(/^\[|\]$/g, ''), port };
    }
    case 'pcsc':
      return rest === '' ? null : { kind: 'pcsc', reader: rest };
    case 'queue':
      return /^[A-Za-z0-9_.-]{1,127}$/.test(rest) ? { kind: 'queue', name: rest } : null;
    default:
      return { kind: 'path', path: text };
  }
}
