import { type ThemeConfig, theme } from 'antd'
import { face, motionMs, palettes, radius, size, type ThemeName } from '../tokens.ts'

const { darkAlgorithm, defaultAlgorithm } = theme

/** The component kit in our colours. What is not named here it derives from these. */
export function antdTheme(name: ThemeName, elder: boolean, still: boolean): ThemeConfig {
  const it = palettes[name]
  const states = {
    colorPrimary: it.accent,
    // Derived, it would be too pale for the words of a button that is pointed at.
    colorPrimaryHover: it.accent,
    colorLink: it.accent,
    colorInfo: it.accent,
    colorSuccess: it.green,
    colorWarning: it.amber,
    colorError: it.red,
  }
  return {
    // The kit's dark algorithm dims the colours it is given; ours are already chosen for dark.
    algorithm: (seed, map) => ({ ...(name === 'dark' ? darkAlgorithm : defaultAlgorithm)(seed, map), ...states }),
    token: {
      ...states,
      colorBgBase: it.panel,
      colorBgLayout: it.ground,
      colorBgContainer: it.panel,
      colorBgElevated: it.panel,
      colorTextBase: it.ink,
      colorText: it.ink,
      colorTextSecondary: it.dim,
      colorTextTertiary: it.dim,
      colorTextPlaceholder: it.dim,
      colorTextDescription: it.dim,
      colorTextLightSolid: it.onAccent,
      colorBorder: it.edge,
      colorBorderSecondary: it.line,
      colorSplit: it.line,
      controlItemBgActive: it.accentSoft,
      boxShadowSecondary: it.shadow,
      borderRadius: radius.small,
      borderRadiusLG: radius.large,
      fontFamily: face.text,
      fontSize: elder ? size.elder - 2 : size.desk,
      motion: !still,
      motionDurationFast: `${motionMs / 2 / 1000}s`,
      motionDurationMid: `${motionMs / 1000}s`,
      motionDurationSlow: `${motionMs / 1000}s`,
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Form: { itemMarginBottom: 14, verticalLabelPadding: '0 0 4px' },
    },
  }
}
