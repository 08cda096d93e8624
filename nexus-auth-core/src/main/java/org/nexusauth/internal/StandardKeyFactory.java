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
import org.jspecify.annotations.Nullable;

/**
 * Makes keys that have the JDK's interfaces, whatever the order of the JCA providers: some give
 * their own classes for Ed25519 and Ed448, and their own names for algorithms.
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
    return first(
        "KeyFactory",
        kind.factories(),
        (provider, name) ->
            standardOrNull(
                KeyFactory.getInstance(name, provider).generatePublic(new X509EncodedKeySpec(der)),
                kind.publicType));
  }

  /** Returns the private key of a PKCS #8 structure in DER; null when no provider reads it. */
  public static @Nullable PrivateKey createPrivateKey(Kind kind, byte[] der) {
    return first(
        "KeyFactory",
        kind.factories(),
        (provider, name) ->
            standardOrNull(
                KeyFactory.getInstance(name, provider)
                    .generatePrivate(new PKCS8EncodedKeySpec(der)),
                kind.privateType));
  }

  /** Returns the same key with an interface of the JDK, if any provider has it. */
  public static PublicKey toStandardKey(PublicKey key) {
    for (Kind kind : Kind.values()) {
      if (kind.publicType.isInstance(key)) {
        return key;
      }
    }
    PublicKey standard = createPublicKey(Kind.EDWARDS, key.getEncoded());
    return standard == null ? key : standard;
  }

  /** Returns the same private key with an interface of the JDK, if any provider has it. */
  public static PrivateKey toStandardKey(PrivateKey key) {
    for (Kind kind : Kind.values()) {
      if (kind.privateType.isInstance(key)) {
        return key;
      }
    }
    PrivateKey standard = createPrivateKey(Kind.EDWARDS, key.getEncoded());
    return standard == null ? key : standard;
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
    return first(
        "KeyPairGenerator",
        List.of(algorithm),
        (provider, name) -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance(name, provider);
          if (parameters != null) {
            generator.initialize(parameters);
          }
          KeyPair pair = generator.generateKeyPair();
          return kind.publicType.isInstance(pair.getPublic())
                  && kind.privateType.isInstance(pair.getPrivate())
              ? pair
              : null;
        });
  }

  private static <K> @Nullable K standardOrNull(K key, Class<? extends K> type) {
    return type.isInstance(key) ? key : null;
  }

  private static <T> @Nullable T first(String service, List<String> names, Maker<T> maker) {
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
