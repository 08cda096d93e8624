package org.nexusauth.console.page.reveal;

import java.util.List;

/**
 * What comes after a key has been shown.
 *
 * @param advice what to do with the key, a sentence
 * @param stored the page that follows when the key is stored; segments below the console's path
 * @param another the page where another key is made; segments below the console's path
 */
public record NextStep(String advice, List<String> stored, List<String> another) {
  /** Copies the segments. */
  public NextStep {
    stored = List.copyOf(stored);
    another = List.copyOf(another);
  }

  /** Returns the segments of the first page, for a link. */
  public String[] storedPath() {
    return stored.toArray(String[]::new);
  }

  /** Returns the segments of the second page, for a link. */
  public String[] anotherPath() {
    return another.toArray(String[]::new);
  }
}
