package org.nexusauth.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Set;
import org.jose4j.jca.ProviderContext;
import org.nexusauth.Signer;
import org.nexusauth.config.ClaimSettings;
import org.nexusauth.json.StrictJson;
import org.nexusauth.jwk.UnusableKeyException;
import org.nexusauth.jwk.internal.KeyDocument;
import org.nexusauth.jwk.internal.VerificationKeySet;
import org.nexusauth.path.PathRules;
import org.nexusauth.path.RequestPath;

/**
 * What is fuzzed: each reads any bytes, throws nothing but what it declares, and holds what it
 * promises.
 */
final class FuzzTargets {
  private static final ClaimSettings CLAIMS =
      Verifiers.settings(Map.of("verify.keys", Signer.jwks(Signer.of("HS256")))).claims();

  private static final ClaimsCheck CHECK = new ClaimsCheck(CLAIMS);

  private static final JoseHeader HEADER = new JoseHeader("HS256", "hs256", null);

  private static final Set<String> ODD = Set.of("..", ";", "//", "\\", "%", "\0");

  private FuzzTargets() {}

  /** What the lexer takes is the one text of its bytes. */
  static void lexer(byte[] input) {
    String text = new String(input, input.length % 2 == 0 ? ISO_8859_1 : UTF_8);
    CompactJws jws = Verifiers.parse(text);
    if (jws != null) {
      String again = new String(jws.signingInput(), ISO_8859_1);
      require(text.equals(again + "." + Signer.base64(jws.signature())), "another signature");
      require(
          again.equals(Signer.base64(jws.header()) + "." + Signer.base64(jws.payload())),
          "another header or payload");
    }
  }

  static void header(byte[] input) {
    if (JoseHeader.parse(input) instanceof CheckResult.Failed<JoseHeader> failed) {
      require(failed.denial().detail().length() > "the header ".length(), "no reason");
    }
  }

  static void claims(byte[] input) {
    try {
      Map<String, Object> members = StrictJson.readObject(input);
      if (CHECK.check(members, HEADER, "hs256", () -> new byte[0])
          instanceof CheckResult.Passed<VerifiedApiKey> passed) {
        VerifiedApiKey key = passed.value();
        require(!key.keyId().isEmpty() && !key.getName().isEmpty(), "an empty id");
        require(
            key.lifetime().contains(0) == key.lifetime().denialAt(0, CLAIMS.skew()).isEmpty(),
            "two answers to one question");
      }
    } catch (StrictJson.MalformedException e) {
      require(e.getCause() == null, "a cause that quotes the text");
    }
  }

  static void keySet(byte[] input) {
    try {
      KeyDocument read = KeyDocument.read(new String(input, UTF_8), null);
      read.resolve(VerificationKeySet.EMPTY);
      VerificationKeySet keys = read.verifiableBy(new ProviderContext()).requireSound();
      require(!keys.all().isEmpty(), "no key");
    } catch (UnusableKeyException e) {
      require(e.getMessage().length() > 5, "no reason");
    }
  }

  /** Reads exclusions, rules, a path as sent and a decoded one, a line each. */
  static void pathRules(byte[] input) {
    String[] lines = (new String(input, UTF_8) + "\n\n\n\n").split("\n", -1);
    String path = RequestPath.resolve(lines[2], "/app", lines[3]);
    try {
      PathRules rules = PathRules.parse(lines[0], lines[1]);
      if (rules.excludes(path)) {
        require(ODD.stream().noneMatch(path::contains), "an odd path is excluded");
      }
      require(
          rules.hasRuleFor("GET", path) == !rules.requiredPermissions("GET", path).isEmpty(),
          "two answers to one question");
    } catch (IllegalArgumentException e) {
      require(e.getMessage().length() > 5, "no reason");
    }
  }

  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw new AssertionError(otherwise);
    }
  }
}
