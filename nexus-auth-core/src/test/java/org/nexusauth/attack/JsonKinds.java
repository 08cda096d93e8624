package org.nexusauth.attack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.nexusauth.attack.Json.Member;

/** Valid and less valid JSON in header and claims under the old signature. */
final class JsonKinds {
  static final List<Kind> ALL =
      List.of(
          Kind.unverified("another algorithm", JsonKinds::otherAlgorithm),
          Kind.unverified("another key id", JsonKinds::otherKeyId),
          Kind.verified("a header member more", JsonKinds::headerMember),
          Kind.verified("a claim more", JsonKinds::claim),
          Kind.verified(
              "the header written in another way",
              (key, dice) -> key.withHeader(rewritten(key.header(), dice))),
          Kind.verified(
              "the claims written in another way",
              (key, dice) -> key.withClaims(rewritten(key.claims(), dice))),
          Kind.unverified(
              "a header member twice", (key, dice) -> key.withHeader(twice(key.header(), dice))),
          Kind.verified("a claim twice", (key, dice) -> key.withClaims(twice(key.claims(), dice))),
          Kind.unverified(
              "a header member less",
              (key, dice) ->
                  key.withHeader(key.header().without(nameOf(key.header(), dice)).text())),
          Kind.verified(
              "a claim less",
              (key, dice) ->
                  key.withClaims(key.claims().without(nameOf(key.claims(), dice)).text())),
          Kind.unverified(
              "a header that is no object",
              (key, dice) -> key.withHeader(broken(key.header(), dice))),
          Kind.verified(
              "claims that are no object",
              (key, dice) -> key.withClaims(broken(key.claims(), dice))));

  private JsonKinds() {}

  private static String otherAlgorithm(GoodKey key, Dice dice) {
    String own = key.signer().algorithm();
    String name =
        dice.among(
            "none",
            "None",
            "NONE",
            "nOnE",
            "",
            own.toLowerCase(Locale.ROOT),
            " " + own,
            own + " ",
            "RS256",
            "RS384",
            "PS256",
            "ES256",
            "ES256K",
            "EdDSA",
            "Ed25519",
            "Ed448",
            "HS256",
            "HS384",
            "HS512",
            "\u041dS256",
            "RSA-OAEP",
            "dir",
            "RS1",
            "ES521");
    return key.withHeader(
        key.header()
            .with(
                "alg", dice.oneIn(12) ? dice.among("1", "null", "[]", "{}", "true") : quoted(name))
            .text());
  }

  private static String otherKeyId(GoodKey key, Dice dice) {
    String id =
        dice.among(
            "rs256",
            "es256",
            "hs256",
            "eddsa",
            "ps512",
            "",
            " ",
            "unknown",
            "../../dev/null",
            "file:///dev/null",
            "x' UNION SELECT '1';--",
            "*)(uid=*",
            "|sleep 10",
            "\\u0000",
            key.signer().keyId() + " ",
            key.signer().keyId().toUpperCase(Locale.ROOT));
    return key.withHeader(
        key.header()
            .with("kid", dice.oneIn(8) ? dice.among("0", "null", "[]", "{}") : quoted(id))
            .text());
  }

  private static String headerMember(GoodKey key, Dice dice) {
    String name =
        dice.among(
            "crit", "b64", "zip", "cty", "enc", "p2c", "jku", "x5u", "x5c", "x5t", "jwk", "epk",
            "typ", "x", "exp", "");
    String value =
        dice.among(
            "[]",
            "[\"b64\"]",
            "[\"x\"]",
            "false",
            "true",
            "null",
            "\"DEF\"",
            "\"JWT\"",
            "2147483647",
            "\"http://127.0.0.1:9/\"",
            "\"file:///dev/null\"",
            "{}",
            "\"at+jwt\"",
            "1e400");
    return key.withHeader(key.header().with(name, value).text());
  }

  private static String claim(GoodKey key, Dice dice) {
    String name =
        dice.among(
            "permissions",
            "integrationId",
            "organizationId",
            "agentId",
            "jti",
            "exp",
            "nbf",
            "iat",
            "iss",
            "aud",
            "sub",
            "admin",
            "roles");
    String value =
        dice.among(
            "\"x\"",
            "[\"admin\"]",
            "[\"read\",\"write\",\"admin\"]",
            "\"int_2\"",
            "253402300799",
            "0",
            "-1",
            "null",
            "true",
            "[]",
            "{}",
            "1e400");
    return key.withClaims(key.claims().with(name, value).text());
  }

  /** Returns text that means the same. */
  static String rewritten(Json json, Dice dice) {
    List<Member> members = new ArrayList<>(json.members());
    return switch (dice.below(6)) {
      case 0 -> {
        Collections.swap(members, dice.below(members.size()), dice.below(members.size()));
        Collections.rotate(members, dice.below(members.size()));
        yield new Json(members).text();
      }
      case 1 -> json.text().replace(":", dice.among(": ", " :", "\t:\n"));
      case 2 -> json.text() + dice.among(" ", "\n", "\t", "\r\n");
      case 3 -> dice.among(" ", "\n") + json.text();
      case 4 -> json.text().replace(",\"", ", \"");
      default -> {
        int at = dice.below(members.size());
        Member member = members.get(at);
        members.set(at, new Member(escaped(member.name()), member.value()));
        yield new Json(members).text();
      }
    };
  }

  private static String escaped(String name) {
    return name.isEmpty() || name.startsWith("\\")
        ? name
        : "\\u%04x".formatted((int) name.charAt(0)) + name.substring(1);
  }

  private static String twice(Json json, Dice dice) {
    List<Member> members = new ArrayList<>(json.members());
    Member member = dice.of(members);
    String name = dice.oneIn(2) ? member.name() : escaped(member.name());
    String value = dice.among(member.value(), "\"none\"", "null", "253402300799", "[\"admin\"]");
    members.add(dice.below(members.size() + 1), new Member(name, value));
    return new Json(members).text();
  }

  private static String broken(Json json, Dice dice) {
    String text = json.text();
    return switch (dice.below(8)) {
      case 0 -> "[" + text + "]";
      case 1 -> text.substring(0, dice.below(text.length()));
      case 2 -> text + dice.among("}", "{}", "x", ",", "\0", "//", text);
      case 3 -> "\ufeff" + text;
      case 4 -> text.replace('"', '\'');
      case 5 -> text.replace("}", ",}");
      case 6 -> "{\"a\":".repeat(dice.among(2, 20, 300)) + "1" + "}".repeat(20);
      default -> dice.among("null", "1", "\"x\"", "true", "{", "nul", "{}");
    };
  }

  private static String nameOf(Json json, Dice dice) {
    return dice.of(json.members()).name();
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
