package org.nexusauth.attack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nexusauth.Signer;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.reason.Reason;

/** Faults of verifiers that are known from the field, planted before or behind a gate without. */
final class Lenience {
  private static final String BASE64URL = "[^A-Za-z0-9_.-]";

  private Lenience() {}

  /** A gate that mends a text before it looks at it. */
  static Target mending(AttackSite site, UnaryOperator<String> mending) {
    return values -> site.decide(values.stream().map(mending).toList());
  }

  /** A gate that gives another reason. */
  static Target renaming(AttackSite site, Map<Reason, Reason> names) {
    return values ->
        site.decide(values) instanceof Denied denied
            ? new Denied(
                names.getOrDefault(denied.reason(), denied.reason()),
                denied.detail(),
                null,
                denied.retryAfter(),
                denied.key(),
                null,
                denied.limits())
            : site.decide(values);
  }

  /** A gate that takes a genuine key's text for every text that is like it in some way. */
  static Target confusing(AttackSite site, UnaryOperator<String> likeness) {
    return values ->
        site.decide(
            values.size() != 1
                ? values
                : site.keys().stream()
                    .map(GoodKey::text)
                    .filter(text -> likeness.apply(text).equals(likeness.apply(values.get(0))))
                    .findFirst()
                    .map(List::of)
                    .orElse(values));
  }

  /** A gate that throws at some texts. */
  static Target throwing(AttackSite site, String regex) {
    return values -> {
      if (values.stream().anyMatch(value -> value.matches(regex))) {
        throw new IllegalArgumentException("planted");
      }
      return site.decide(values);
    };
  }

  static Target reading(AttackSite site, UnaryOperator<List<String>> reading) {
    return values -> site.decide(reading.apply(values));
  }

  static String withoutJunk(String text) {
    return text.replaceAll(BASE64URL, "");
  }

  static String urlAlphabet(String text) {
    return text.replace('+', '-').replace('/', '_');
  }

  static String withoutPadding(String text) {
    return text.replaceAll("=+(?=[.]|$)", "");
  }

  static String narrowed(String text) {
    byte[] low = new byte[text.length()];
    for (int i = 0; i < low.length; i++) {
      low[i] = (byte) text.charAt(i);
    }
    return new String(low, StandardCharsets.ISO_8859_1);
  }

  /** Decodes and encodes, so that unused bits and padding are gone. */
  static String canonical(String text) {
    try {
      return String.join(
          ".",
          Arrays.stream(text.split("[.]", -1))
              .map(part -> Signer.base64(Base64.getUrlDecoder().decode(part)))
              .toList());
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Returns the first parts alone. */
  static String firstParts(String text, int count) {
    String[] parts = text.split("[.]", -1);
    return String.join(".", Arrays.copyOf(parts, Math.min(count, parts.length)));
  }

  static String payload(String text) {
    String[] parts = text.split("[.]", -1);
    return parts.length == 3 ? parts[1] + "." + parts[2] : text;
  }

  static String headerAndSignature(String text) {
    String[] parts = text.split("[.]", -1);
    return parts.length == 3 ? parts[0] + "." + parts[2] : text;
  }

  /** Returns what is signed and the start of the signature. */
  static String cutSignature(String text, int digits) {
    int at = text.lastIndexOf('.') + 1 + digits;
    return at < text.length() ? text.substring(0, at) : text;
  }

  /** Reads the claims and writes them anew, so that order, blanks and escapes are lost. */
  static String rewritten(String text, int part) {
    String[] parts = text.split("[.]", -1);
    if (parts.length != 3) {
      return text;
    }
    try {
      String json = new String(Base64.getUrlDecoder().decode(parts[part]), StandardCharsets.UTF_8);
      char[] characters = json.replaceAll("[ \\t\\r\\n]", "").toCharArray();
      Arrays.sort(characters);
      parts[part] = new String(characters);
      return String.join(".", parts);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
