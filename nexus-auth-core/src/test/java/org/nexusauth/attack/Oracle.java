package org.nexusauth.attack;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nexusauth.Signer;
import org.nexusauth.reason.Reason;

/**
 * Says what the gate must answer, from the rules alone and with other means than the gate's: a
 * regular expression, the JDK's base64 there and back, and the list of what is genuine.
 */
final class Oracle {
  private static final int MOST = 4096;
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+");
  private static final Pattern BEARER = Pattern.compile("(?is)bearer[ \\t\\r\\n].*");
  private static final Pattern BLANK = Pattern.compile("(?s).*[ \\t\\r\\n].*");

  private final String prefix;
  private final Map<String, GoodKey> byText = new HashMap<>();
  private final Map<String, GoodKey> byInput = new HashMap<>();

  /**
   * @param keys what the gate's signers signed
   * @param prefix what may stand before a key, or empty
   */
  Oracle(List<GoodKey> keys, String prefix) {
    this.prefix = prefix;
    keys.forEach(key -> byText.put(key.text(), key));
    keys.forEach(key -> byInput.put(key.input(), key));
  }

  /**
   * What must come out: a reason, or null for a grant; and the genuine key that it is, or a twin
   * of.
   */
  record Expected(@Nullable Reason reason, @Nullable GoodKey genuine) {}

  Expected of(List<String> values) {
    Reason reason = reasonOfForm(values);
    if (reason != null) {
      return new Expected(reason, null);
    }
    String text = withoutPrefix(values.get(0));
    GoodKey genuine = byText.getOrDefault(text, twinOf(text));
    return genuine == null
        ? new Expected(Reason.KEY_INVALID, null)
        : new Expected(genuine.answer(), genuine);
  }

  private @Nullable Reason reasonOfForm(List<String> values) {
    if (values.isEmpty() || (values.size() == 1 && values.get(0).isEmpty())) {
      return Reason.KEY_MISSING;
    }
    if (values.size() > 1) {
      return Reason.KEY_REPEATED;
    }
    String value = values.get(0);
    if (value.length() > MOST) {
      return Reason.KEY_TOO_LONG;
    }
    return isCanonical(withoutPrefix(value)) ? null : malformed(value);
  }

  private static Reason malformed(String value) {
    if (BEARER.matcher(value).matches()) {
      return Reason.KEY_BEARER_PREFIX;
    }
    if (value.contains(",")) {
      return Reason.KEY_REPEATED;
    }
    return BLANK.matcher(value).matches() ? Reason.KEY_WHITESPACE : Reason.KEY_MALFORMED;
  }

  private String withoutPrefix(String value) {
    return value.startsWith(prefix) ? value.substring(prefix.length()) : value;
  }

  private static boolean isCanonical(String text) {
    return FORM.matcher(text).matches()
        && Arrays.stream(text.split("[.]")).allMatch(Oracle::isCanonicalPart);
  }

  private static boolean isCanonicalPart(String part) {
    try {
      return Signer.base64(Base64.getUrlDecoder().decode(part)).equals(part);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns the key whose signature (r, s) stands here as (r, n − s). */
  private @Nullable GoodKey twinOf(String text) {
    GoodKey key = byInput.get(text.substring(0, text.lastIndexOf('.')));
    return key != null && key.isElliptic() && text.equals(twin(key)) ? key : null;
  }

  /** Returns the other text of an ECDSA key that verifies. */
  static String twin(GoodKey key) {
    Ecdsa signature = Ecdsa.of(key);
    BigInteger s = signature.order().subtract(signature.s());
    return key.withSignature(signature.concatenated(signature.r(), s));
  }
}
