package org.nexusauth.console.page.reveal;

import org.nexusauth.keys.IssuedKey;

/**
 * Lines for a shell that use a new key. They have its text: they are only ever in the answer that
 * shows it.
 *
 * @param key the key
 * @param headerStart what stands before a key in the header of a request
 * @param path the path that is called, below the context
 */
public record UsageExample(IssuedKey key, String headerStart, String path) {
  /** The name of the environment variable. */
  public static final String VARIABLE = "NEXUS_API_KEY";

  /**
   * Returns a call of the API with the key.
   *
   * @param application the address of the application, without a slash at its end
   */
  public String writeCurlLine(String application) {
    return "curl -i -H " + quote(headerStart + key.text()) + ' ' + quote(application + path);
  }

  /** Returns what sets the environment variable of a shell. */
  public String writeExportLine() {
    return "export " + VARIABLE + '=' + quote(key.text());
  }

  /** Quotes a text for POSIX shells. */
  private static String quote(String text) {
    return '\'' + text.replace("'", "'\\''") + '\'';
  }
}
