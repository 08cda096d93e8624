package org.nexusauth.management.leak;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nexusauth.json.StrictJson;
import org.nexusauth.jwk.KeyStrengthCheck;
import org.nexusauth.jwk.UnusableKeyException;

/** Parses the keys of GitHub's meta endpoint. */
final class GitHubKeyDocument {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

  private GitHubKeyDocument() {}

  static Map<String, PublicKey> parse(String json) throws UnusableKeyException {
    List<?> entries = readEntries(json);
    if (entries.isEmpty()) {
      throw new UnusableKeyException("has no key in its \"public_keys\"");
    }
    Map<String, PublicKey> keys = new LinkedHashMap<>();
    for (Object entry : entries) {
      if (!(entry instanceof Map<?, ?> members)
          || !(members.get("key_identifier") instanceof String identifier)
          || !(members.get("key") instanceof String pem)) {
        throw new UnusableKeyException("has an entry without a text \"key_identifier\" or \"key\"");
      }
      if (keys.put(identifier, readKey(pem)) != null) {
        throw new UnusableKeyException("has a \"key_identifier\" twice");
      }
    }
    return Map.copyOf(keys);
  }

  private static List<?> readEntries(String json) throws UnusableKeyException {
    try {
      Map<String, Object> document =
          StrictJson.readKeySet(json.strip().getBytes(StandardCharsets.UTF_8));
      if (document.get("public_keys") instanceof List<?> entries) {
        return entries;
      }
    } catch (StrictJson.MalformedException e) {
      throw new UnusableKeyException(e.getMessage() + "; " + expected());
    }
    throw new UnusableKeyException("has no array \"public_keys\"; " + expected());
  }

  private static String expected() {
    return "expected the answer of https://api.github.com/meta/public_keys/secret_scanning";
  }

  private static PublicKey readKey(String pem) throws UnusableKeyException {
    Matcher block = PEM.matcher(pem);
    if (!block.matches()) {
      throw new UnusableKeyException("has a \"key\" that is not one PEM block \"PUBLIC KEY\"");
    }
    try {
      byte[] der = Base64.getDecoder().decode(block.group(1).replaceAll("\\s", ""));
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      KeyStrengthCheck.requireStrongAndUnpublished("ES256", key);
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnusableKeyException("has a \"key\" that is not an EC key");
    }
  }
}
