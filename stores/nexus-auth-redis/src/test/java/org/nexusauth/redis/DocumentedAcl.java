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
    Matcher matcher = ACL.matcher(Files.readString(Path.of("../../docs/revocation.md")));
    if (!matcher.find()) {
      throw new IllegalStateException("docs/revocation.md names no rights");
    }
    return matcher.group(1).trim().split("\\s+", -1);
  }
}
