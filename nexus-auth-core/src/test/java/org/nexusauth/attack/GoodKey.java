package org.nexusauth.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nexusauth.Signer;
import org.nexusauth.reason.Reason;

/**
 * A genuine key and all that it was made of.
 *
 * @param answer why the gate refuses it all the same, or null
 */
record GoodKey(Signer signer, Json header, Json claims, String text, @Nullable Reason answer) {

  /** Returns another text in this key's place, for changes that look at nothing else. */
  GoodKey as(String other) {
    return new GoodKey(signer, header, claims, other, answer);
  }

  String headerPart() {
    return text.substring(0, text.indexOf('.'));
  }

  String payloadPart() {
    return text.substring(text.indexOf('.') + 1, text.lastIndexOf('.'));
  }

  String signaturePart() {
    return text.substring(text.lastIndexOf('.') + 1);
  }

  /** Returns what is signed. */
  String input() {
    return text.substring(0, text.lastIndexOf('.'));
  }

  List<String> parts() {
    return Arrays.asList(headerPart(), payloadPart(), signaturePart());
  }

  byte[] signature() {
    return Base64.getUrlDecoder().decode(signaturePart());
  }

  boolean isElliptic() {
    return signer.algorithm().startsWith("ES");
  }

  /** Returns whether a verification takes milliseconds. */
  boolean isSlow() {
    return isElliptic() || signer.algorithm().equals("EdDSA");
  }

  /** Returns this key with another header and the old signature. */
  String withHeader(String json) {
    return join(encoded(json), payloadPart(), signaturePart());
  }

  /** Returns this key with other claims and the old signature. */
  String withClaims(String json) {
    return join(headerPart(), encoded(json), signaturePart());
  }

  /** Returns this key with another signature. */
  String withSignature(byte[] bytes) {
    return input() + "." + Signer.base64(bytes);
  }

  static String encoded(String json) {
    return Signer.base64(json.getBytes(UTF_8));
  }

  static String join(String... parts) {
    return String.join(".", parts);
  }

  /** Returns algorithm and claims; no key text. */
  @Override
  public String toString() {
    return signer.algorithm() + " " + claims.text();
  }
}
