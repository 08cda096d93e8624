package org.nexusauth;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Finds pieces of keys' signatures, which nobody may ever see in a log. */
public final class KeyPieces {
  private static final int LENGTH = 16;

  private final Set<String> pieces = new HashSet<>();

  private KeyPieces() {}

  public static KeyPieces of(Collection<String> keys) {
    KeyPieces all = new KeyPieces();
    keys.forEach(key -> all.add(key.substring(key.lastIndexOf('.') + 1)));
    return all;
  }

  private void add(String signature) {
    for (int i = 0; i + LENGTH <= signature.length(); i++) {
      pieces.add(signature.substring(i, i + LENGTH));
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
