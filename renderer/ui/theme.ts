import type { ThemeConfig } from 'antd';

/** The look as numbers. theme.css has the same values as custom properties. */
export const colours = {
  primary: '#1f4b8f',
  primaryDeep: '#163a70',
  /** The one accent: the next act. */
  next: '#a8480a',
  ink: '#1b2430',
  quiet: '#566272',
  line: '#d5dbe3',
  ground: '#f3f5f8',
  paper: '#ffffff',
  good: '#1d6b3f',
  warn: '#8a5300',
  bad: '#b3261e',
} as const;

export const fontFamily = "'Noto Sans', 'Noto Sans SC', sans-serif";
export const monoFamily = "'Noto Sans Mono', 'Noto Sans SC', monospace";

export const theme: ThemeConfig = {
  token: {
    colorPrimary: colours.primary,
    // A button that is at work is still read (WCAG 1.4.3); its spinner says enough.
    opacityLoading: 1,
    colorInfo: colours.primary,
    colorLink: colours.primary,
    colorSuccess: colours.good,
    colorWarning: colours.warn,
    colorError: colours.bad,
    colorText: colours.ink,
    colorTextSecondary: colours.quiet,
    colorTextPlaceholder: '#667180',
    colorBorder: '#8b96a5',
    colorBorderSecondary: colours.line,
    colorBgLayout: colours.ground,
    fontFamily,
    fontFamilyCode: monoFamily,
    fontSize: 14,
    borderRadius: 6,
    controlHeight: 36,
    motionDurationFast: '0.06s',
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.14s',
  },
  components: { Button: { fontWeight: 600, primaryShadow: 'none', defaultShadow: 'none' } },
};
