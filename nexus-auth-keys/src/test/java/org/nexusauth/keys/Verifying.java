package org.nexusauth.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;

/** Verifies keys with jose4j alone, as a verifying side that is not ours would. */
final class Verifying {

  private Verifying() {}

  static Map<String, Object> claims(String text, String jwks) throws Exception {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setCompactSerialization(text);
    JsonWebKey key = jwk(jwks, jws.getKeyIdHeaderValue());
    jws.setKey(key.getKey());
    if (!jws.verifySignature()) {
      throw new AssertionError("the signature is wrong");
    }
    return JsonUtil.parseJson(jws.getPayload());
  }

  static String header(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text.substring(0, text.indexOf('.')));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static JsonWebKey jwk(String jwks, String keyId) throws Exception {
    for (JsonWebKey key : new JsonWebKeySet(jwks).getJsonWebKeys()) {
      if (key.getKeyId().equals(keyId)) {
        return key;
      }
    }
    throw new AssertionError("no key " + keyId);
  }
}
