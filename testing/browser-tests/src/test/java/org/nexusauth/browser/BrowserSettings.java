package org.nexusauth.browser;

/**
 * How a browser shows pages.
 *
 * @param dark whether its user prefers dark colours
 * @param width the width of its window in CSS pixels
 * @param scripts whether it runs scripts
 */
public record BrowserSettings(boolean dark, int width, boolean scripts) {
  public static final BrowserSettings WIDE = new BrowserSettings(false, 1280, true);
  public static final BrowserSettings NARROW = new BrowserSettings(false, 360, true);

  /** Returns this with another colour scheme or without scripts. */
  public BrowserSettings inTheDark() {
    return new BrowserSettings(true, width, scripts);
  }

  /** Returns this with another colour scheme or without scripts. */
  public BrowserSettings withoutScripts() {
    return new BrowserSettings(dark, width, false);
  }

  /** Returns it in a word for file names, for example {@code dark-360}. */
  String label() {
    return (dark ? "dark-" : "light-") + width;
  }
}
