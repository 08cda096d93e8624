package org.nexusauth.verify;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jose4j.jca.ProviderContext;
import org.jspecify.annotations.Nullable;

/** Verification keys by id (RFC 7517 §4.5): an id picks exactly one, never "try them all". */
final class VerificationKeySet {
  private final Map<String, VerificationKey> byId;
  private final @Nullable VerificationKey standard;
  private final List<VerificationKey> all;

  private VerificationKeySet(
      List<VerificationKey> all,
      Map<String, VerificationKey> byId,
      @Nullable VerificationKey standard) {
    this.all = List.copyOf(all);
    this.byId = Map.copyOf(byId);
    this.standard = standard;
  }

  /**
   * Reads a JWK set, a JWK or PEM.
   *
   * @param standardId the id of the key for tokens without {@code kid}, and the id of an only key
   *     that has none; or null
   * @throws BadKeysException when the text is none of them, or a key or their ids are not right
   */
  static VerificationKeySet read(String text, @Nullable String standardId) throws BadKeysException {
    List<VerificationKey> keys = text.contains("-----BEGIN ") ? PemReader.read(text) : jwks(text);
    if (keys.size() == 1 && keys.get(0).id() == null && standardId != null) {
      keys = List.of(keys.get(0).withId(standardId));
    }
    return of(keys, standardId);
  }

  private static List<VerificationKey> jwks(String text) throws BadKeysException {
    try {
      return JwkReader.read(StrictJson.keys(text.strip().getBytes(StandardCharsets.UTF_8)));
    } catch (StrictJson.MalformedException e) {
      throw new BadKeysException(e.getMessage() + "; expected a JWK set, a JWK or PEM");
    }
  }

  /**
   * Returns a set of these keys.
   *
   * @throws BadKeysException when there is none, or they do not go together
   */
  static VerificationKeySet of(List<VerificationKey> keys, @Nullable String standardId)
      throws BadKeysException {
    if (keys.isEmpty()) {
      throw new BadKeysException("holds no key");
    }
    requireOneKind(keys);
    Map<String, VerificationKey> byId = new LinkedHashMap<>();
    for (VerificationKey key : keys) {
      String id = key.id();
      if (id == null && keys.size() > 1) {
        throw new BadKeysException("holds several keys, and one of them has no \"kid\"");
      }
      if (id != null && byId.put(id, key) != null) {
        throw new BadKeysException("holds two keys with the id \"" + id + "\"");
      }
    }
    if (standardId != null && !byId.containsKey(standardId)) {
      throw new BadKeysException("holds no key with the default id \"" + standardId + "\"");
    }
    VerificationKey standard = standardId == null ? null : byId.get(standardId);
    return new VerificationKeySet(
        keys, byId, standard == null && keys.size() == 1 ? keys.get(0) : standard);
  }

  /**
   * A secret beside public keys invites the public key to be used as the secret (RFC 8725 §3.1).
   */
  private static void requireOneKind(List<VerificationKey> keys) throws BadKeysException {
    long secrets = keys.stream().filter(key -> Algorithms.isSecret(key.algorithm())).count();
    if (secrets != 0 && secrets != keys.size()) {
      throw new BadKeysException("mixes shared secrets with public keys; choose one kind");
    }
  }

  /** Returns the one key of this id; for a token without {@code kid} the standard or only key. */
  @Nullable VerificationKey find(@Nullable String id) {
    return id == null ? standard : byId.get(id);
  }

  /**
   * Returns this set if the provider can verify with each of its keys.
   *
   * @throws BadKeysException when it cannot
   */
  VerificationKeySet verifiableBy(ProviderContext provider) throws BadKeysException {
    for (VerificationKey key : all) {
      key.requireVerifiable(provider);
    }
    return this;
  }

  Collection<VerificationKey> all() {
    return all;
  }

  /**
   * Returns this set with those keys of an older one that it still has, so that they stay known.
   */
  VerificationKeySet keepingSame(VerificationKeySet older) throws BadKeysException {
    List<VerificationKey> kept =
        all.stream()
            .map(key -> older.all.stream().filter(key::isSameAs).findFirst().orElse(key))
            .toList();
    return of(kept, standard == null || all.size() == 1 ? null : standard.id());
  }

  /** Returns how many keys there are, and their algorithms: {@code 1 key (RS256)}. */
  String describe() {
    return "%s %s (%s)"
        .formatted(
            all.size(),
            all.size() == 1 ? "key" : "keys",
            all.stream()
                .map(VerificationKey::algorithm)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", ")));
  }
}
