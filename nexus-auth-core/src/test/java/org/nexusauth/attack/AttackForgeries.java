package org.nexusauth.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import org.nexusauth.JsonDocument;
import org.nexusauth.Signer;
import org.nexusauth.Signing;

/** S02, S03, S05: signatures that anybody can make who knows the public key. */
final class AttackForgeries {
  private AttackForgeries() {}

  static List<String> withPublicKeyAsSecret(Signer signer, Json header, Json claims) {
    String pem = signer.pem();
    return List.of(
        mac(header, claims, pem.getBytes(US_ASCII)),
        mac(header, claims, pem.strip().getBytes(US_ASCII)),
        mac(header, claims, signer.publicKey().getEncoded()),
        mac(header, claims, JsonDocument.of(signer.jwk()).getBytes(US_ASCII)),
        unsigned(header, claims, "none"),
        unsigned(header, claims, "None"));
  }

  private static String mac(Json header, Json claims, byte[] secret) {
    String input = input(header.with("alg", "\"HS256\""), claims);
    return input + "." + Signer.base64(Signing.mac("HmacSHA256", secret, input.getBytes(US_ASCII)));
  }

  /** An empty signature would be refused for its form, so there is one of two digits. */
  private static String unsigned(Json header, Json claims, String algorithm) {
    return input(header.with("alg", "\"" + algorithm + "\""), claims) + ".AA";
  }

  private static String input(Json header, Json claims) {
    return GoodKey.encoded(header.text()) + "." + GoodKey.encoded(claims.text());
  }
}
