package org.nexusauth.jwk.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nexusauth.jwk.UnusableKeyException;

/** Verification keys by id (RFC 7517 §4.5): an id picks exactly one, never "try them all". */
public final class VerificationKeySet {
  /** No key at all: what is trusted before the first document. */
  public static final VerificationKeySet EMPTY = new VerificationKeySet(List.of(), null);

  private static final int MAX_DESCRIBED = 8;

  private final Map<String, VerificationKey> byId = new HashMap<>();
  private final @Nullable VerificationKey standard;
  private final List<VerificationKey> all;

  /** Of keys whose ids differ; the standard one, of them, is for tokens without {@code kid}. */
  VerificationKeySet(List<VerificationKey> all, @Nullable VerificationKey standard) {
    this.all = List.copyOf(all);
    this.standard = standard;
    for (VerificationKey key : all) {
      if (key.id() != null) {
        byId.put(key.id(), key);
      }
    }
  }

  /**
   * Reads a JWK set, a JWK or PEM, as at the start.
   *
   * @param standardId the id of the key for tokens without {@code kid}, and the id of an only key
   *     that has none; or null
   * @throws UnusableKeyException when the text is none of them, or a key or their ids are not right
   */
  public static VerificationKeySet read(String text, @Nullable String standardId)
      throws UnusableKeyException {
    return KeyDocument.read(text, standardId).requireSound();
  }

  /** Returns the one key of this id; for a token without {@code kid} the standard or only key. */
  @Nullable
  public VerificationKey findById(@Nullable String id) {
    if (id == null) {
      return standard;
    }
    return byId.get(id);
  }

  public Collection<VerificationKey> all() {
    return all;
  }

  /** Returns the key of this set that has the same id, algorithm and material. */
  Optional<VerificationKey> same(VerificationKey other) {
    return all.stream().filter(other::isSameAs).findFirst();
  }

  /**
   * Returns how many keys there are, and the algorithms and ids of the first ones: {@code 2 keys
   * (RS256 "2026-11", ES256 "b")}.
   */
  public String describe() {
    if (all.isEmpty()) {
      return "0 keys";
    }
    String counted = all.size() == 1 ? "1 key (" : all.size() + " keys (";
    String keys =
        all.stream()
            .limit(MAX_DESCRIBED)
            .map(VerificationKey::describe)
            .collect(Collectors.joining(", "));
    int more = all.size() - MAX_DESCRIBED;
    if (more > 0) {
      return counted + keys + " and " + more + " more)";
    }
    return counted + keys + ")";
  }
}
