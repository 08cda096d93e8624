package org.nexusauth.keys;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jspecify.annotations.Nullable;
import org.nexusauth.internal.StandardKeyFactory;

/** Finds the one algorithm of a key: its own {@code alg}, else that of its kind and curve. */
final class JwkAlgorithmResolver {

  private JwkAlgorithmResolver() {}

  static SigningAlgorithm algorithmOf(Map<String, Object> members, JsonWebKey jwk) {
    String named = JwkFormat.stringMember(members, "alg");
    if (jwk instanceof PublicJsonWebKey pair) {
      return algorithmOf(named, StandardKeyFactory.toStandardKey(pair.getPublicKey()));
    }
    return algorithmOf(named, null);
  }

  /** For a secret {@code verifying} is null. */
  static SigningAlgorithm algorithmOf(@Nullable String named, @Nullable PublicKey verifying) {
    SigningAlgorithm usual =
        Optional.ofNullable(verifying).map(JwkAlgorithmResolver::defaultFor).orElse(null);
    if (named == null) {
      if (usual == null) {
        throw new SigningKeyException("a secret needs an \"alg\", for example HS256; add one");
      }
      return usual;
    }
    SigningAlgorithm algorithm = SigningAlgorithm.findByName(named);
    if (algorithm == null || !isCompatible(algorithm, usual)) {
      throw new SigningKeyException(
          "the key's \"alg\" is not one that a key of this kind signs with");
    }
    return algorithm;
  }

  private static boolean isCompatible(SigningAlgorithm named, @Nullable SigningAlgorithm usual) {
    if (usual == null) {
      return named.isSecret();
    }
    // An EC key's curve fixes its algorithm; an RSA key may serve any of the six of its family.
    if (usual == SigningAlgorithm.RS256) {
      return named.family() == SigningAlgorithm.Family.RSA;
    }
    return named == usual;
  }

  private static SigningAlgorithm defaultFor(PublicKey key) {
    if (key instanceof RSAPublicKey) {
      return SigningAlgorithm.RS256;
    }
    if (key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed25519")) {
      return SigningAlgorithm.EDDSA;
    }
    if (key instanceof ECPublicKey ec) {
      SigningAlgorithm ofCurve = algorithmOfCurve(ec);
      if (ofCurve != null) {
        return ofCurve;
      }
    }
    throw new SigningKeyException(
        "the key's kind or curve signs no API keys; use RSA, P-256, P-384, P-521 or Ed25519");
  }

  private static @Nullable SigningAlgorithm algorithmOfCurve(ECPublicKey key) {
    String name = EllipticCurves.getName(key.getParams().getCurve());
    if (name == null) {
      return null;
    }
    return switch (name) {
      case EllipticCurves.P_256 -> SigningAlgorithm.ES256;
      case EllipticCurves.P_384 -> SigningAlgorithm.ES384;
      case EllipticCurves.P_521 -> SigningAlgorithm.ES512;
      default -> null;
    };
  }
}
