package org.nexusauth.keys;

import java.security.Key;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignatureAlgorithm;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.nexusauth.keys.internal.JsonText;

/**
 * A private key, or a secret, that API keys are signed with, and the id and the one algorithm that
 * belong to it. Immutable and thread-safe. Nothing of the private part is in {@link #toString()};
 * only {@link SigningKeyFile} and {@link #exportPrivateJwk} write it.
 */
public final class SigningKey {

  private final String keyId;
  private final SigningAlgorithm algorithm;
  private final Key signing;
  private final @Nullable PublicKey verifying;

  private SigningKey(
      String keyId, SigningAlgorithm algorithm, Key signing, @Nullable PublicKey verifying) {
    this.keyId = keyId;
    this.algorithm = algorithm;
    this.signing = signing;
    this.verifying = verifying;
  }

  /**
   * Returns a new key for RS256, with an RSA modulus of 2,048 bits.
   *
   * @param keyId the {@code kid}, different from that of any other key that the same application
   *     trusts
   * @throws IllegalArgumentException if the id is empty or whitespace, too long or has control
   *     characters
   */
  public static SigningKey generate(String keyId) {
    return generate(SigningAlgorithm.RS256, keyId);
  }

  /**
   * Returns a new key.
   *
   * @param algorithm what it signs with
   * @param keyId the {@code kid}, different from that of any other key that the same application
   *     trusts
   * @throws IllegalArgumentException if the id is empty or whitespace, too long or has control
   *     characters
   */
  public static SigningKey generate(SigningAlgorithm algorithm, String keyId) {
    IdentifierRules.require("key id", keyId);
    if (algorithm.isSecret()) {
      return ofSecret(keyId, algorithm, SigningKeyGenerator.generateSecret(algorithm));
    }
    return ofPair(keyId, algorithm, SigningKeyGenerator.generatePair(algorithm));
  }

  /**
   * Returns a new RSA key of the given size.
   *
   * @param algorithm what it signs with, one of RSA
   * @param keyId the {@code kid}, different from that of any other key that the same application
   *     trusts
   * @param bits the modulus's: 2048, 3072 or 4096
   * @throws IllegalArgumentException if the algorithm is not RSA's, the size is another, or the id
   *     is empty or whitespace, too long or has control characters
   */
  public static SigningKey generateRsa(SigningAlgorithm algorithm, String keyId, int bits) {
    IdentifierRules.require("key id", keyId);
    return ofPair(keyId, algorithm, SigningKeyGenerator.generateRsaPair(algorithm, bits));
  }

  /**
   * Returns the key in a text, for example from a secret store: one JWK (RFC 7517) with its private
   * members, or a PKCS#8 PEM (RFC 7468).
   *
   * @param text the JWK or the PEM
   * @throws SigningKeyException if the text is neither, or its key is weak, incomplete or not for
   *     signing
   */
  public static SigningKey parse(String text) {
    SigningKeyFormatCheck.requireSupported(text);
    if (text.stripLeading().startsWith("{")) {
      return JwkFormat.parseJwk(text);
    }
    return PemFormat.parsePem(text);
  }

  static SigningKey ofPair(String keyId, SigningAlgorithm algorithm, KeyPair pair) {
    SigningKey key = unchecked(keyId, algorithm, pair);
    SigningKeyCheck.requireSoundPair(key, pair.getPublic());
    return key;
  }

  /** Returns a key that may be one of the published examples, for the known answers of RFCs. */
  static SigningKey unchecked(String keyId, SigningAlgorithm algorithm, KeyPair pair) {
    return new SigningKey(keyId, algorithm, pair.getPrivate(), pair.getPublic());
  }

  static SigningKey ofSecret(String keyId, SigningAlgorithm algorithm, SecretKey secret) {
    SigningKeyCheck.requireSoundSecret(algorithm, secret.getEncoded());
    return new SigningKey(keyId, algorithm, secret, null);
  }

  /** Returns the id that goes into the header of each key signed with this one. */
  public String keyId() {
    return keyId;
  }

  /**
   * Returns the same key under another id, for example one that came without an id in its file and
   * has another where it is verified.
   *
   * @param keyId the {@code kid}
   * @throws IllegalArgumentException if the id is empty or whitespace, too long or has control
   *     characters
   */
  public SigningKey withKeyId(String keyId) {
    return new SigningKey(IdentifierRules.require("key id", keyId), algorithm, signing, verifying);
  }

  /** Returns the one algorithm that this key signs with. */
  public SigningAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * Returns the JWK set (RFC 7517 §5) that the verifying side is given: the public key alone,
   * pretty printed, without a line end after it.
   *
   * @throws IllegalStateException if this is a secret: it has no public part, so nothing of it may
   *     be published
   */
  public String publicJwks() {
    return publicJwks(List.of(this));
  }

  /**
   * Returns the public part alone as a JWK (RFC 7517 §4), on one line; the same text each time.
   *
   * @throws IllegalStateException if this is a secret: it has no public part
   */
  public String publicJwk() {
    requirePublic();
    return JsonText.compact(JwkFormat.publicMembers(this));
  }

  /**
   * Returns the whole key as a JWK, for {@link #parse}: every reader of it can sign API keys.
   * Encrypt it before you store it, and do not log it.
   */
  public String exportPrivateJwk() {
    return JwkFormat.toJwk(this);
  }

  /**
   * Returns the JWK set of several keys, for example of the one that signs and of its predecessor,
   * whose API keys are still valid.
   *
   * @param keys the keys, each with an id of its own
   * @throws IllegalStateException if one of them is a secret
   * @throws IllegalArgumentException if two have the same id
   */
  public static String publicJwks(List<SigningKey> keys) {
    Set<String> ids = new HashSet<>();
    for (SigningKey key : keys) {
      key.requirePublic();
      if (!ids.add(key.keyId)) {
        throw new IllegalArgumentException("two keys have the id " + key.keyId);
      }
    }
    return JsonText.pretty(Map.of("keys", keys.stream().map(JwkFormat::publicMembers).toList()));
  }

  private void requirePublic() {
    if (algorithm.isSecret()) {
      throw new IllegalStateException(
          algorithm.headerName()
              + " has no public key: a secret is not published; give the verifying side the file"
              + " itself, or choose RS256");
    }
  }

  /**
   * Returns the signature over bytes: for a JWS those of {@code header.payload} in ASCII (RFC 7515
   * §5.1).
   *
   * @param input what to sign
   */
  public byte[] sign(byte[] input) {
    Objects.requireNonNull(input, "input");
    try {
      JsonWebSignatureAlgorithm jws = jwsAlgorithm();
      return jws.sign(jws.prepareForSign(signing, new ProviderContext()), input);
    } catch (JoseException e) {
      throw signingFailure("sign");
    }
  }

  boolean isSignatureOf(byte[] input, byte[] signature) {
    try {
      return jwsAlgorithm().verifySignature(signature, verifying, input, new ProviderContext());
    } catch (JoseException e) {
      return false;
    }
  }

  Key signing() {
    return signing;
  }

  @Nullable PublicKey verifying() {
    return verifying;
  }

  private JsonWebSignatureAlgorithm jwsAlgorithm() throws JoseException {
    return AlgorithmFactoryFactory.getInstance()
        .getJwsAlgorithmFactory()
        .getAlgorithm(algorithm.headerName());
  }

  // Without the library's message: it may quote its input.
  private SigningKeyException signingFailure(String what) {
    return new SigningKeyException(
        "the Java runtime cannot " + what + " with " + algorithm.headerName());
  }

  /** The id and the algorithm, nothing of the key. */
  @Override
  public String toString() {
    return "SigningKey[" + keyId + ", " + algorithm.headerName() + "]";
  }
}
