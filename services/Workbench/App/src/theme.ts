import { createTheme, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#eef2ff',
  '#dfe5fb',
  '#bcc8f3',
  '#96a9eb',
  '#768fe4',
  '#627fe0',
  '#5776df',
  '#4664c6',
  '#3c58b2',
  '#2f4b9e',
];

/** The shades are chosen so that text and controls keep a contrast of 4.5:1 in both schemes. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 8 },
  colors: { ink },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans KR Variable', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace",
  respectReducedMotion: true,
  headings: { fontWeight: '650' },
  // Else a dialog's head would be a second banner of the page.
  components: { ModalHeader: { defaultProps: { role: 'presentation' } } },
});
