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
 * A parsed document of verification keys: the usable keys, the problems of unusable ones, and the
 * entries that are ignored. Immutable.
 *
 * <p>At the start the document must have no problem. On a refresh the usable keys are trusted and
 * the others are not, so that a key removed from the document is retired whatever its problems are.
 */
public final class KeyDocument {
  /** No key at all: after the start it ends the trust in all keys. */
  public static final KeyDocument EMPTY = new KeyDocument(List.of(), List.of(), List.of(), null);

  private final List<VerificationKey> keys;
  private final List<String> problems;
  private final List<String> ignored;
  private final @Nullable String defaultId;

  private KeyDocument(
      List<VerificationKey> keys,
      List<String> problems,
      List<String> ignored,
      @Nullable String defaultId) {
    this.keys = List.copyOf(keys);
    this.problems = List.copyOf(problems);
    this.ignored = List.copyOf(ignored);
    this.defaultId = defaultId;
  }

  /** The keys to trust, and the problems of the document. */
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

  /** Reads with a policy for keys that differs from production. */
  static KeyDocument read(String text, @Nullable String defaultId, KeyPolicy policy)
      throws UnusableKeyException {
    List<KeyEntryResult> entries =
        switch (KeyTextFormat.of(text)) {
          case JSON -> JwkReader.readEntries(parseJson(text), policy);
          case PEM -> PemReader.readEntries(text, policy);
        };
    return of(entries, defaultId);
  }

  private static Map<String, Object> parseJson(String text) throws UnusableKeyException {
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
  static KeyDocument of(List<KeyEntryResult> entries, @Nullable String defaultId)
      throws UnusableKeyException {
    List<VerificationKey> keys = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (KeyEntryResult entry : entries) {
      if (entry instanceof KeyEntryResult.Usable verifying) {
        keys.add(verifying.key());
      } else if (entry instanceof KeyEntryResult.Unusable unsound) {
        problems.add(unsound.problem());
      } else if (entry instanceof KeyEntryResult.Ignored other) {
        ignored.add(other.description());
      }
    }
    if (keys.isEmpty() && problems.isEmpty()) {
      throw new UnusableKeyException(noKeyProblem(ignored));
    }
    return new KeyDocument(keys, problems, ignored, defaultId);
  }

  private static String noKeyProblem(List<String> ignored) {
    if (ignored.isEmpty()) {
      return "holds no key";
    }
    return "holds no key that is for verifying signatures here, only "
        + String.join(", ", ignored.subList(0, Math.min(ignored.size(), 3)));
  }

  /**
   * Returns this document with keys that the provider verifies with; those that it cannot verify
   * with become problems.
   */
  public KeyDocument verifiableBy(ProviderContext provider) {
    List<VerificationKey> verifiable = new ArrayList<>();
    List<String> wrong = new ArrayList<>(problems);
    for (VerificationKey key : keys) {
      try {
        verifiable.add(key.verifiedBy(provider));
      } catch (UnusableKeyException e) {
        wrong.add(String.valueOf(e.getMessage()));
      }
    }
    return new KeyDocument(verifiable, wrong, ignored, defaultId);
  }

  /** Returns the entries that are not for verifying signatures, each with the cause. */
  public List<String> ignored() {
    return ignored;
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
   * Returns the keys to trust in place of those trusted now. Of entries that exclude each other,
   * those trusted before stay, as the same objects.
   */
  public Resolved resolve(VerificationKeySet before) {
    List<String> wrong = new ArrayList<>(problems);
    boolean isOnly = keys.size() + problems.size() == 1;
    List<VerificationKey> left = isOnly ? withDefaultId() : withoutUnnamed(wrong);
    left = uniqueById(ofOneKind(left, before, wrong), before, wrong);
    VerificationKey standard = selectDefault(left, isOnly).orElse(null);
    if (standard == null && defaultId != null) {
      wrong.add("holds no key with the default id \"" + defaultId + "\"");
    }
    return new Resolved(new VerificationKeySet(left, standard), List.copyOf(wrong));
  }

  private Optional<VerificationKey> selectDefault(List<VerificationKey> left, boolean isOnly) {
    if (defaultId != null) {
      return left.stream().filter(key -> defaultId.equals(key.id())).findFirst();
    }
    return left.stream().limit(isOnly ? 1 : 0).findFirst();
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
