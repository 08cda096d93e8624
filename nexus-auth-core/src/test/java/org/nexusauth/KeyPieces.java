package org.nexusauth;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Finds pieces of keys, of their signatures above all, which nobody may ever see in a log. */
public final class KeyPieces {
  private static final int LENGTH = 16;

  private final Set<String> pieces = new HashSet<>();

  private KeyPieces() {}

  public static KeyPieces of(Collection<String> keys) {
    KeyPieces all = new KeyPieces();
    keys.forEach(key -> all.add(key.substring(key.lastIndexOf('.') + 1)));
    return all;
  }

  /** Also finds pieces of header and claims, where these are nothing that others share. */
  public static KeyPieces ofWhole(Collection<String> keys) {
    KeyPieces all = new KeyPieces();
    keys.forEach(all::add);
    return all;
  }

  private void add(String text) {
    for (int i = 0; i + LENGTH <= text.length(); i++) {
      pieces.add(text.substring(i, i + LENGTH));
    }
  }

  public boolean occurIn(String text) {
    for (int i = 0; i + LENGTH <= text.length(); i++) {
      if (pieces.contains(text.substring(i, i + LENGTH))) {
        return true;
      }
    }
    return false;
  }
}
