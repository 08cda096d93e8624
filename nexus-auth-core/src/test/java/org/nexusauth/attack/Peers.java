package org.nexusauth.attack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.nexusauth.Signer;
import org.nexusauth.TestClock;

/** Two other libraries' opinions of a key, each with the right verification key in its hands. */
final class Peers {
  private Peers() {}

  /** Returns what jose4j has against a key, or an empty text. */
  static String jose4j(Signer signer, String text) {
    try {
      new JwtConsumerBuilder()
          .setVerificationKey(key(signer))
          .setJwsAlgorithmConstraints(
              new AlgorithmConstraints(ConstraintType.PERMIT, signer.algorithm(), "Ed25519"))
          .setEvaluationTime(NumericDate.fromSeconds(TestClock.second()))
          .setAllowedClockSkewInSeconds(60)
          .setSkipDefaultAudienceValidation()
          .build()
          .process(text);
      return "";
    } catch (InvalidJwtException e) {
      return "jose4j: " + e.getMessage();
    }
  }

  /** Returns what Nimbus has against a key, or an empty text. */
  static String nimbus(Signer signer, String text) {
    try {
      SignedJWT jwt = SignedJWT.parse(text);
      if (!verifies(signer, jwt)) {
        return "Nimbus: the signature";
      }
      return jwt.getJWTClaimsSet() == null ? "Nimbus: no claims" : "";
    } catch (ParseException | JOSEException | GeneralSecurityException e) {
      return "Nimbus: " + e.getMessage();
    }
  }

  private static boolean verifies(Signer signer, SignedJWT jwt)
      throws JOSEException, GeneralSecurityException {
    if (signer.algorithm().equals("EdDSA")) {
      // Nimbus needs another library for these; the JDK gets what Nimbus takes for the signature.
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(signer.publicKey());
      signature.update(jwt.getSigningInput());
      return signature.verify(jwt.getSignature().decode());
    }
    return jwt.verify(verifier(signer));
  }

  private static JWSVerifier verifier(Signer signer) throws JOSEException {
    if (signer.secret() != null) {
      return new MACVerifier(signer.secret());
    }
    return signer.publicKey() instanceof RSAPublicKey rsa
        ? new RSASSAVerifier(rsa)
        : new ECDSAVerifier((ECPublicKey) signer.publicKey());
  }

  private static Key key(Signer signer) {
    return signer.secret() == null
        ? signer.publicKey()
        : new SecretKeySpec(signer.secret(), "HmacSHA256");
  }
}
