/** Ant Design in Hearthline's colours; raw values live here and in tokens.css only. */
import { type ThemeConfig, theme } from "antd";

const FONT =
  '"PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif';

const light = {
  colorPrimary: "#d9480f",
  colorInfo: "#2563eb",
  colorSuccess: "#15803d",
  colorWarning: "#b45309",
  colorError: "#b91c1c",
  colorText: "#1f2329",
  colorTextSecondary: "#5b6470",
  colorTextTertiary: "#5b6470",
  colorTextPlaceholder: "#737c87",
  colorBgBase: "#ffffff",
  colorBgLayout: "#f6f5f3",
  colorBorder: "#d5d8dc",
  colorBorderSecondary: "#e6e8eb",
};

const dark = {
  colorPrimary: "#d9480f",
  colorInfo: "#7ba7f7",
  colorSuccess: "#5cc383",
  colorWarning: "#e5a54b",
  colorError: "#f28b82",
  colorText: "#e9eaec",
  colorTextSecondary: "#a2aab4",
  colorTextTertiary: "#a2aab4",
  colorTextPlaceholder: "#8a929c",
  colorBgBase: "#1b1d21",
  colorBgContainer: "#1b1d21",
  colorBgElevated: "#23262b",
  colorBgLayout: "#131417",
  colorBorder: "#3a3f46",
  colorBorderSecondary: "#2e3238",
};

/** `isCalm`: the person asked for less motion. */
export function antTheme(isDark: boolean, isCalm = false): ThemeConfig {
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...(isDark ? dark : light),
      colorLink: isDark ? "#ff8a50" : "#c2410c",
      colorLinkHover: isDark ? "#ffa679" : "#d9480f",
      borderRadius: 6,
      borderRadiusLG: 8,
      controlHeight: 32,
      fontFamily: FONT,
      fontSize: 14,
      fontWeightStrong: 600,
      motion: !isCalm,
      motionDurationFast: "0.08s",
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.18s",
      wireframe: false,
    },
    components: {
      // What is chosen in a menu is read on the brand's soft ground: 4.5 : 1 in both looks.
      Dropdown: {
        colorPrimary: isDark ? "#ff8a50" : "#c2410c",
        controlItemBgActive: isDark ? "#35221a" : "#fff1e8",
        controlItemBgActiveHover: isDark ? "#35221a" : "#fff1e8",
      },
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
      Tabs: {
        itemSelectedColor: isDark ? "#ff8a50" : "#c2410c",
        inkBarColor: isDark ? "#ff8a50" : "#d9480f",
      },
      Table: {
        headerBorderRadius: 0,
        cellPaddingBlock: 10,
        rowSelectedBg: isDark ? "#35221a" : "#fff1e8",
        rowSelectedHoverBg: isDark ? "#35221a" : "#fff1e8",
      },
    },
  };
}
