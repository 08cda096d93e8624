package org.nexusauth.internal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Creates keys that implement the JDK's interfaces, whatever the order of the JCA providers: some
 * return their own types for Ed25519 and Ed448, and their own names of algorithms.
 */
public final class StandardKeyFactory {
  private StandardKeyFactory() {}

  /** The kinds of keys that sign and verify. */
  public enum Kind {
    /** RSA. */
    RSA("RSA", RSAPublicKey.class, RSAPrivateCrtKey.class),
    /** Elliptic curves in the form of Weierstrass. */
    EC("EC", ECPublicKey.class, ECPrivateKey.class),
    /** Ed25519 and Ed448. */
    EDWARDS("EdDSA,Ed25519,Ed448", EdECPublicKey.class, EdECPrivateKey.class);

    private final String factories;
    private final Class<? extends PublicKey> publicType;
    private final Class<? extends PrivateKey> privateType;

    Kind(
        String factories,
        Class<? extends PublicKey> publicType,
        Class<? extends PrivateKey> privateType) {
      this.factories = factories;
      this.publicType = publicType;
      this.privateType = privateType;
    }

    private List<String> factories() {
      return List.of(factories.split(","));
    }
  }

  @FunctionalInterface
  private interface Maker<T> {
    @Nullable T make(Provider provider, String name) throws GeneralSecurityException;
  }

  /** Returns the public key of a SubjectPublicKeyInfo in DER; null when no provider reads it. */
  public static @Nullable PublicKey createPublicKey(Kind kind, byte[] der) {
    return firstResult(
        "KeyFactory",
        kind.factories(),
        (provider, name) ->
            standardOrNull(
                KeyFactory.getInstance(name, provider).generatePublic(new X509EncodedKeySpec(der)),
                kind.publicType));
  }

  /** Returns the private key of a PKCS #8 structure in DER; null when no provider reads it. */
  public static @Nullable PrivateKey createPrivateKey(Kind kind, byte[] der) {
    return firstResult(
        "KeyFactory",
        kind.factories(),
        (provider, name) ->
            standardOrNull(
                KeyFactory.getInstance(name, provider)
                    .generatePrivate(new PKCS8EncodedKeySpec(der)),
                kind.privateType));
  }

  /** Returns the same key as a type of the JDK, or the key itself when no provider converts it. */
  public static PublicKey toStandardKey(PublicKey key) {
    for (Kind kind : Kind.values()) {
      if (kind.publicType.isInstance(key)) {
        return key;
      }
    }
    PublicKey standard = createPublicKey(Kind.EDWARDS, key.getEncoded());
    return Objects.requireNonNullElse(standard, key);
  }

  /** Returns the same key as a type of the JDK, or the key itself when no provider converts it. */
  public static PrivateKey toStandardKey(PrivateKey key) {
    for (Kind kind : Kind.values()) {
      if (kind.privateType.isInstance(key)) {
        return key;
      }
    }
    PrivateKey standard = createPrivateKey(Kind.EDWARDS, key.getEncoded());
    return Objects.requireNonNullElse(standard, key);
  }

  /**
   * Returns a new pair.
   *
   * @param algorithm the name of the generator, as {@code Ed25519}
   * @param parameters its parameters, or null for its own
   * @return null when no provider makes such a pair
   */
  public static @Nullable KeyPair generateKeyPair(
      Kind kind, String algorithm, @Nullable AlgorithmParameterSpec parameters) {
    return firstResult(
        "KeyPairGenerator",
        List.of(algorithm),
        (provider, name) -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance(name, provider);
          if (parameters != null) {
            generator.initialize(parameters);
          }
          KeyPair pair = generator.generateKeyPair();
          if (kind.publicType.isInstance(pair.getPublic())
              && kind.privateType.isInstance(pair.getPrivate())) {
            return pair;
          }
          return null;
        });
  }

  private static <K> @Nullable K standardOrNull(K key, Class<? extends K> type) {
    return type.isInstance(key) ? key : null;
  }

  private static <T> @Nullable T firstResult(String service, List<String> names, Maker<T> maker) {
    for (Provider provider : Security.getProviders()) {
      for (String name : names) {
        if (provider.getService(service, name) == null) {
          continue;
        }
        try {
          T made = maker.make(provider, name);
          if (made != null) {
            return made;
          }
        } catch (GeneralSecurityException | RuntimeException e) {
          // Not of this kind, or broken: what providers throw differs. The next one may read it.
        }
      }
    }
    return null;
  }
}
