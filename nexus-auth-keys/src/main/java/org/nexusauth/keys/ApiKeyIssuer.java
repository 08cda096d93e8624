package org.nexusauth.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.nexusauth.config.ClaimNames;
import org.nexusauth.keys.internal.JsonText;

/**
 * Issues API keys: JWTs with the claims of the contract and {@code iss}, {@code aud}, {@code iat},
 * {@code exp}, {@code jti}, and with {@code alg}, {@code kid} and {@code typ} in the header, in
 * this order, so that scanners for leaked keys can recognize how ours begin. Immutable and
 * thread-safe; keeps nothing of what it issues.
 */
public final class ApiKeyIssuer {

  private static final int ID_BYTES = 16;
  private static final int MAX_LENGTH = 4096;
  private static final String PLAN = "plan";
  private static final List<String> RESERVED =
      List.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti", PLAN);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SigningKey key;
  private final String issuer;
  private final List<String> audiences;
  private final ClaimNames names;
  private final String prefix;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private ApiKeyIssuer(Builder builder) {
    this.key = builder.key;
    this.issuer = builder.issuer;
    this.audiences = builder.audiences;
    this.names = builder.names;
    this.prefix = builder.prefix;
    this.clock = builder.clock;
  }

  /**
   * Starts an issuer whose keys are for itself: their audience is the issuer.
   *
   * @param key what the keys are signed with
   * @param issuer the {@code iss}, best the address of the API, for example {@code
   *     https://api.example.com}
   * @throws IllegalArgumentException if the issuer is empty or whitespace, longer than 255
   *     characters, or has control characters
   */
  public static Builder builder(SigningKey key, String issuer) {
    return new Builder(key, issuer);
  }

  /**
   * Issues a key.
   *
   * @param request whose it is, what it may do and for how long
   * @throws IllegalArgumentException if the key would already be expired, expire after the year
   *     9999, end before it begins, or be longer than the 4,096 characters that applications
   *     accept; nothing was issued then
   */
  public IssuedKey issue(KeyRequest request) {
    Instant now = Validity.truncateToSeconds(clock.instant());
    Instant expiry = request.validity().expiryFrom(now);
    String id = Objects.requireNonNullElseGet(request.id(), this::randomId);
    String text = prefix + signClaims(createClaims(request, id, now, expiry));
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the key would have "
              + text.length()
              + " characters, and applications accept "
              + MAX_LENGTH
              + "; give it fewer permissions");
    }
    return new IssuedKey(text, id, now, expiry);
  }

  private Map<String, Object> createClaims(
      KeyRequest request, String id, Instant now, Instant expiry) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("aud", audienceClaim());
    claims.put(names.integration(), request.integrationId());
    claims.put(names.organization(), request.organizationId());
    if (request.agentId() != null) {
      claims.put(names.agent(), request.agentId());
    }
    claims.put(names.permissions(), request.permissions());
    if (request.plan() != null) {
      claims.put(PLAN, request.plan());
    }
    claims.put("iat", now.getEpochSecond());
    Instant notBefore = request.validity().notBefore();
    if (notBefore != null) {
      claims.put("nbf", notBefore.getEpochSecond());
    }
    claims.put("exp", expiry.getEpochSecond());
    claims.put("jti", id);
    return claims;
  }

  private Object audienceClaim() {
    if (audiences.size() == 1) {
      return audiences.get(0);
    }
    return audiences;
  }

  private String signClaims(Map<String, Object> claims) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", key.algorithm().headerName());
    header.put("kid", key.keyId());
    header.put("typ", "JWT");
    String input = encodeMembers(header) + "." + encodeMembers(claims);
    byte[] signature = key.sign(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + BASE64.encodeToString(signature);
  }

  private static String encodeMembers(Map<String, Object> members) {
    return BASE64.encodeToString(JsonText.compact(members).getBytes(StandardCharsets.UTF_8));
  }

  /** Never begins with a hyphen: on a command line it would be an option. */
  private String randomId() {
    byte[] bytes = new byte[ID_BYTES];
    String id;
    do {
      random.nextBytes(bytes);
      id = BASE64.encodeToString(bytes);
    } while (id.startsWith("-"));
    return id;
  }

  /** Builds an issuer. Not thread-safe. */
  public static final class Builder {

    private final SigningKey key;
    private final String issuer;
    private List<String> audiences;
    private ClaimNames names = ClaimNames.STANDARD;
    private String prefix = "";
    private Clock clock = Clock.systemUTC();

    private Builder(SigningKey key, String issuer) {
      this.key = Objects.requireNonNull(key, "key");
      this.issuer = IdentifierRules.require("issuer", issuer);
      this.audiences = List.of(issuer);
    }

    /**
     * Sets whom the keys are for. Default: the issuer itself.
     *
     * @param audiences one or more; a single one is written as a string
     * @throws IllegalArgumentException if there is none, or one is empty or whitespace, longer than
     *     255 characters, or has control characters
     */
    public Builder audiences(String... audiences) {
      if (audiences.length == 0) {
        throw new IllegalArgumentException("give at least one audience");
      }
      this.audiences = List.of(audiences);
      this.audiences.forEach(audience -> IdentifierRules.require("audience", audience));
      return this;
    }

    /**
     * Renames the claims of the contract, for applications with {@code nexus.auth.claims.*}.
     *
     * @param names the names
     * @throws IllegalArgumentException if one is empty or whitespace, used twice, or one that has a
     *     meaning of its own: a registered claim (RFC 7519 §4.1) or {@code plan}
     */
    public Builder claimNames(ClaimNames names) {
      Set<String> seen = new HashSet<>(RESERVED);
      Stream.of(names.integration(), names.organization(), names.agent(), names.permissions())
          .forEach(name -> requireFree(name, seen));
      this.names = names;
      return this;
    }

    private static void requireFree(String name, Set<String> taken) {
      if (!taken.add(IdentifierRules.require("claim name", name))) {
        throw new IllegalArgumentException(
            "claim name " + name + " is taken; choose four different ones, none of " + RESERVED);
      }
    }

    /**
     * Puts a text before each key, for applications with {@code nexus.auth.token.prefix}.
     *
     * @param prefix letters, digits, {@code _} and {@code -}, for example {@code nxs_}; empty for
     *     none
     * @throws IllegalArgumentException for any other character
     */
    public Builder prefix(String prefix) {
      if (!prefix.matches("[A-Za-z0-9_-]{0,32}")) {
        throw new IllegalArgumentException(
            "a prefix has at most 32 letters, digits, \"_\" and \"-\", for example nxs_");
      }
      this.prefix = prefix;
      return this;
    }

    /**
     * Sets the clock of {@code iat} and lifetimes. Default: the system's.
     *
     * @param clock the clock
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /** Returns the issuer. */
    public ApiKeyIssuer build() {
      return new ApiKeyIssuer(this);
    }
  }
}
