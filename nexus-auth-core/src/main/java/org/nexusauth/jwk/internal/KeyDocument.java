package org.nexusauth.jwk.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jca.ProviderContext;
import org.jspecify.annotations.Nullable;
import org.nexusauth.json.StrictJson;
import org.nexusauth.jwk.KeyStrengthCheck;
import org.nexusauth.jwk.UnusableKeyException;

/**
 * A document of verification keys as it was read: the keys that verify, what is wrong with others
 * that are meant to, and what is left out. Immutable.
 *
 * <p>At the start nothing may be wrong. On a refresh the sound keys hold and the others are not
 * trusted, so that a key that was taken out of the document is retired whatever else it says.
 */
public final class KeyDocument {
  private final List<VerificationKey> keys;
  private final List<String> problems;
  private final List<String> leftOut;
  private final @Nullable String defaultId;

  private KeyDocument(
      List<VerificationKey> keys,
      List<String> problems,
      List<String> leftOut,
      @Nullable String defaultId) {
    this.keys = List.copyOf(keys);
    this.problems = List.copyOf(problems);
    this.leftOut = List.copyOf(leftOut);
    this.defaultId = defaultId;
  }

  /** The keys that may be trusted, and what is wrong with the document; empty if nothing is. */
  public record Resolved(VerificationKeySet keys, List<String> problems) {}

  /**
   * Reads a JWK set, a JWK or PEM.
   *
   * @param defaultId the id of the key for tokens without {@code kid}, and the id of an only key
   *     that has none; or null
   * @throws UnusableKeyException when the text is none of them, or has no key that is for verifying
   */
  public static KeyDocument read(String text, @Nullable String defaultId)
      throws UnusableKeyException {
    return read(text, defaultId, KeyStrengthCheck::requireStrongAndUnpublished);
  }

  /** Reads with another rule than production has. */
  static KeyDocument read(String text, @Nullable String defaultId, KeyPolicy policy)
      throws UnusableKeyException {
    List<KeyEntry> entries =
        switch (KeyTextFormat.of(text)) {
          case JSON -> JwkReader.read(json(text), policy);
          case PEM -> PemReader.read(text, policy);
        };
    return of(entries, defaultId);
  }

  private static Map<String, Object> json(String text) throws UnusableKeyException {
    try {
      return StrictJson.readKeySet(text.strip().getBytes(StandardCharsets.UTF_8));
    } catch (StrictJson.MalformedException e) {
      throw new UnusableKeyException(e.getMessage() + "; expected a JWK set, a JWK or PEM");
    }
  }

  /**
   * Returns a document of these entries.
   *
   * @throws UnusableKeyException when none of them is for verifying
   */
  static KeyDocument of(List<KeyEntry> entries, @Nullable String defaultId)
      throws UnusableKeyException {
    List<VerificationKey> keys = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (KeyEntry entry : entries) {
      if (entry instanceof KeyEntry.Usable verifying) {
        keys.add(verifying.key());
      } else if (entry instanceof KeyEntry.Unusable unsound) {
        problems.add(unsound.problem());
      } else if (entry instanceof KeyEntry.Ignored other) {
        leftOut.add(other.description());
      }
    }
    if (keys.isEmpty() && problems.isEmpty()) {
      throw new UnusableKeyException(
          leftOut.isEmpty()
              ? "holds no key"
              : "holds no key that is for verifying signatures here, only "
                  + String.join(", ", leftOut.subList(0, Math.min(leftOut.size(), 3))));
    }
    return new KeyDocument(keys, problems, leftOut, defaultId);
  }

  /** Returns this document; keys that the provider cannot verify with become problems. */
  public KeyDocument verifiableBy(ProviderContext provider) {
    List<VerificationKey> verifiable = new ArrayList<>();
    List<String> wrong = new ArrayList<>(problems);
    for (VerificationKey key : keys) {
      try {
        key.requireVerifiable(provider);
        verifiable.add(key);
      } catch (UnusableKeyException e) {
        wrong.add(String.valueOf(e.getMessage()));
      }
    }
    return new KeyDocument(verifiable, wrong, leftOut, defaultId);
  }

  /** Returns the ids of the entries that are not for verifying, each with the cause. */
  public List<String> leftOut() {
    return leftOut;
  }

  /**
   * Returns the keys, for the start.
   *
   * @throws UnusableKeyException when anything is wrong with the document
   */
  public VerificationKeySet requireSound() throws UnusableKeyException {
    Resolved resolved = resolve(VerificationKeySet.EMPTY);
    if (!resolved.problems().isEmpty()) {
      throw new UnusableKeyException(resolved.problems().get(0));
    }
    return resolved.keys();
  }

  /**
   * Returns the keys that may be trusted after those that are trusted now. Of entries that do not
   * go together those stay that were trusted before, as the same objects.
   */
  public Resolved resolve(VerificationKeySet before) {
    List<String> wrong = new ArrayList<>(problems);
    boolean isOnly = keys.size() + problems.size() == 1;
    List<VerificationKey> left = isOnly ? withDefaultId() : withoutUnnamed(wrong);
    left = uniqueById(ofOneKind(left, before, wrong), before, wrong);
    VerificationKey standard = isOnly && !left.isEmpty() ? left.get(0) : null;
    if (defaultId != null) {
      standard = left.stream().filter(key -> defaultId.equals(key.id())).findFirst().orElse(null);
      if (standard == null) {
        wrong.add("holds no key with the default id \"" + defaultId + "\"");
      }
    }
    return new Resolved(new VerificationKeySet(left, standard), List.copyOf(wrong));
  }

  private List<VerificationKey> withDefaultId() {
    return keys.stream()
        .map(key -> key.id() == null && defaultId != null ? key.withId(defaultId) : key)
        .toList();
  }

  private List<VerificationKey> withoutUnnamed(List<String> wrong) {
    if (keys.stream().anyMatch(key -> key.id() == null)) {
      wrong.add("holds several keys, and one of them has no \"kid\"");
    }
    return keys.stream().filter(key -> key.id() != null).toList();
  }

  /**
   * A secret beside public keys invites the public key to be used as the secret (RFC 8725 §3.1).
   * The kind that was trusted before stays.
   */
  private static List<VerificationKey> ofOneKind(
      List<VerificationKey> keys, VerificationKeySet before, List<String> wrong) {
    long secrets = keys.stream().filter(VerificationKey::isSecret).count();
    if (secrets == 0 || secrets == keys.size()) {
      return keys;
    }
    wrong.add("mixes shared secrets with public keys; choose one kind");
    boolean hadSecrets = before.all().stream().anyMatch(VerificationKey::isSecret);
    return keys.stream().filter(key -> key.isSecret() == hadSecrets).toList();
  }

  private static List<VerificationKey> uniqueById(
      List<VerificationKey> keys, VerificationKeySet before, List<String> wrong) {
    Map<String, List<VerificationKey>> byId = new LinkedHashMap<>();
    keys.forEach(
        key -> byId.computeIfAbsent(String.valueOf(key.id()), id -> new ArrayList<>()).add(key));
    List<VerificationKey> unique = new ArrayList<>();
    byId.forEach(
        (id, same) -> {
          if (same.size() > 1) {
            wrong.add("holds two keys with the id \"" + id + "\"");
          }
          Optional<VerificationKey> known =
              same.stream().flatMap(key -> before.same(key).stream()).findFirst();
          known
              .or(() -> same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty())
              .ifPresent(unique::add);
        });
    return unique;
  }
}
