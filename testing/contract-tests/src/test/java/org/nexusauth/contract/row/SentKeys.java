package org.nexusauth.contract.row;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every key that a test sent, and whether a text holds a piece of the secret part of one. */
public final class SentKeys {

  private static final int PIECE = 16;
  private static final Set<String> SENT = ConcurrentHashMap.newKeySet();
  private static final AtomicReference<Map.Entry<Integer, Set<String>>> PIECES =
      new AtomicReference<>(Map.entry(0, Set.of()));

  private SentKeys() {}

  /** Remembers a key and returns it. */
  public static String sent(String key) {
    SENT.add(key);
    return key;
  }

  static int count() {
    return SENT.size();
  }

  /** The pieces of signature parts, 16 characters each. */
  static Set<String> pieces() {
    int count = SENT.size();
    return PIECES
        .updateAndGet(known -> known.getKey() == count ? known : Map.entry(count, cut()))
        .getValue();
  }

  private static Set<String> cut() {
    return SENT.stream()
        .map(key -> key.substring(key.lastIndexOf('.') + 1))
        .filter(signature -> signature.chars().distinct().count() > 8)
        .flatMap(SentKeys::slices)
        .collect(Collectors.toSet());
  }

  /** Whether a piece of a sent key's signature is in the text. */
  public static boolean areIn(String text) {
    Set<String> pieces = pieces();
    return slices(text).anyMatch(pieces::contains);
  }

  private static Stream<String> slices(String text) {
    return IntStream.rangeClosed(0, text.length() - PIECE)
        .mapToObj(start -> text.substring(start, start + PIECE));
  }
}
