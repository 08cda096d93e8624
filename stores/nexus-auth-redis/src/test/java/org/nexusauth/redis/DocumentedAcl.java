package org.nexusauth.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the documentation tells operators to type. */
final class DocumentedAcl {
  private static final Pattern ACL = Pattern.compile("ACL (SETUSER app .*\\n {6}.*)");

  private DocumentedAcl() {}

  /** Returns what the user of the documentation may do, as arguments of ACL. */
  static String[] acl() throws IOException {
    return readRights("revocation.md");
  }

  /** The same for limits alone. */
  static String[] ofLimits() throws IOException {
    return readRights("limits.md");
  }

  private static String[] readRights(String page) throws IOException {
    Matcher matcher = ACL.matcher(Files.readString(Path.of("../../docs", page)));
    if (!matcher.find()) {
      throw new IllegalStateException("docs/" + page + " names no rights");
    }
    return matcher.group(1).trim().split("\\s+", -1);
  }
}
