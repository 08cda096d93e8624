package org.nexusauth.management.signing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nexusauth.json.StrictJson;
import org.nexusauth.keys.internal.JsonText;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.SigningKeyState;
import org.nexusauth.management.problem.ManagementException;

/**
 * The JWK set (RFC 7517 §5) of the keys that verifiers must know. By key id, so that the same keys
 * make the same text whatever their states are.
 */
final class PublishedKeySet {
  /** The public members alone, whatever a record holds. */
  private static final List<String> MEMBERS =
      List.of("kty", "kid", "use", "alg", "crv", "x", "y", "n", "e");

  private PublishedKeySet() {}

  static boolean isPublished(SigningKeyState state) {
    return switch (state) {
      case NEXT, SIGNING, VERIFY_ONLY -> true;
      case RETIRED, REVOKED -> false;
    };
  }

  static boolean isAnyPublished(List<SigningKeyRecord> keys) {
    return keys.stream().anyMatch(key -> isPublished(key.state()));
  }

  /** Returns the document; an empty set if there is no key to publish. */
  static String toJson(List<SigningKeyRecord> keys) {
    List<Map<String, Object>> published = new ArrayList<>();
    keys.stream()
        .filter(key -> isPublished(key.state()))
        .sorted(Comparator.comparing(SigningKeyRecord::keyId))
        .forEach(key -> published.add(publicMembers(key)));
    return JsonText.compact(Map.of("keys", published));
  }

  private static Map<String, Object> publicMembers(SigningKeyRecord key) {
    try {
      Map<String, Object> all =
          StrictJson.readObject(key.publicJwk().getBytes(StandardCharsets.UTF_8));
      Map<String, Object> members = new LinkedHashMap<>();
      MEMBERS.stream().filter(all::containsKey).forEach(name -> members.put(name, all.get(name)));
      return members;
    } catch (StrictJson.MalformedException e) {
      throw ManagementException.unavailable(
          "The public part of the signing key %s in the database is damaged: it %s. Restore the record from a backup."
              .formatted(key.keyId(), e.getMessage()),
          null);
    }
  }
}
