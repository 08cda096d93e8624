package org.nexusauth.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation.Cause;

/** How keys and what happens to them are named. */
public final class KeyWords {
  private static final int ID_CHARACTERS = 8;

  private KeyWords() {}

  /**
   * Returns the last characters of a key, for example {@code …a91f}; of one whose text was never
   * seen here the beginning of its id, for example {@code id 01HF3K2M…}.
   */
  public static String shortName(ApiKeyRecord key) {
    KeyMarks marks = key.marks();
    if (marks != null) {
      return '…' + marks.lastFour();
    }
    return shortName(key.ref());
  }

  /** Returns the beginning of a key's id, for example {@code id 01HF3K2M…}. */
  public static String shortName(KeyRef ref) {
    String id = ref.keyId();
    if (id.codePointCount(0, id.length()) <= ID_CHARACTERS) {
      return "id " + id;
    }
    return "id " + id.substring(0, id.offsetByCodePoints(0, ID_CHARACTERS)) + '…';
  }

  /** Returns the cause of a revocation in words, for example {@code no longer needed}. */
  public static String describe(Cause cause) {
    return switch (cause) {
      case LEAKED -> "leaked";
      case UNUSED -> "no longer needed";
      case OWNER_LEFT -> "owner left";
      case ROTATED -> "replaced in a rotation";
      case OTHER -> "other";
    };
  }

  /** Returns an environment in a word. */
  public static String describe(Environment environment) {
    return environment.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the query string of the page that generates a key with the settings of another. */
  public static String replacementQuery(KeyRef like) {
    return "?like=" + URLEncoder.encode(like.keyId(), StandardCharsets.UTF_8);
  }
}
