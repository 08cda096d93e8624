package org.nexusauth;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes API keys of every kind, really signed. Immutable: each method returns another maker. */
public final class KeyMaker {
  /** Everything that was ever made, for the search of the logs. */
  private static final Set<String> MADE = ConcurrentHashMap.newKeySet();

  private final Signer signer;
  private final Map<String, Object> header;
  private final Map<String, Object> claims;

  private KeyMaker(Signer signer, Map<String, Object> header, Map<String, Object> claims) {
    this.signer = signer;
    this.header = header;
    this.claims = claims;
  }

  /** Returns a maker of good RS256 keys. */
  public static KeyMaker rs256() {
    return of(Signer.of("RS256"));
  }

  /** Returns a maker of keys with all claims of the contract, good at {@link TestClock#NOW}. */
  public static KeyMaker of(Signer signer) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", signer.algorithm());
    header.put("kid", signer.keyId());
    header.put("typ", "JWT");
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("integrationId", "int_1");
    claims.put("organizationId", "org_1");
    claims.put("agentId", "agt_1");
    claims.put("permissions", List.of("read", "write"));
    claims.put("jti", "key-1");
    claims.put("iat", TestClock.second() - 3600);
    claims.put("exp", TestClock.second() + 3600);
    return new KeyMaker(signer, header, claims);
  }

  public KeyMaker claim(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.put(name, value);
    return new KeyMaker(signer, header, changed);
  }

  public KeyMaker without(String... names) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.keySet().removeAll(Set.of(names));
    return new KeyMaker(signer, header, changed);
  }

  public KeyMaker header(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(header);
    changed.put(name, value);
    return new KeyMaker(signer, changed, claims);
  }

  public KeyMaker withoutHeader(String name) {
    Map<String, Object> changed = new LinkedHashMap<>(header);
    changed.remove(name);
    return new KeyMaker(signer, changed, claims);
  }

  /** Returns a maker with the same header and claims that signs with another key. */
  public KeyMaker signedBy(Signer other) {
    return new KeyMaker(other, header, claims);
  }

  /** Returns the claims as JSON. */
  public String payload() {
    return JsonDocument.of(claims);
  }

  /** Returns header and payload in base64url with the dot between: what is signed. */
  public String signingInput() {
    return input(bytes(JsonDocument.of(header)), bytes(payload()));
  }

  /** Returns the key. */
  public String text() {
    return signed(signer, signingInput());
  }

  /** Returns a key of any header and payload, each taken as it is. */
  public static String raw(Signer signer, String header, String payload) {
    return raw(signer, bytes(header), bytes(payload));
  }

  public static String raw(Signer signer, byte[] header, byte[] payload) {
    return signed(signer, input(header, payload));
  }

  /** Returns a key with this payload under the signer's ordinary header. */
  public static String payload(Signer signer, String payload) {
    return raw(signer, headerOf(signer), bytes(payload));
  }

  public static String payload(Signer signer, byte[] payload) {
    return raw(signer, headerOf(signer), payload);
  }

  /** Returns a text whose signature is over the text itself, canonical or not. */
  public static String signed(Signer signer, String input) {
    return withSignature(input, signer.sign(input));
  }

  public static String withSignature(String input, byte[] signature) {
    String text = input + "." + Signer.base64(signature);
    MADE.add(text);
    return text;
  }

  /** Returns everything that was made in this JVM until now. */
  public static Set<String> made() {
    return MADE;
  }

  private static byte[] headerOf(Signer signer) {
    return bytes(JsonDocument.of(Map.of("alg", signer.algorithm(), "kid", signer.keyId())));
  }

  private static String input(byte[] header, byte[] payload) {
    return Signer.base64(header) + "." + Signer.base64(payload);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
