package org.nexusauth.sample.launch;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret of a folder that encrypts signing keys in the database: made once, then kept. */
final class ManagementSecret {

  private static final String FILE = "management.secret";
  private static final int BYTES = 32;

  private ManagementSecret() {}

  /** Returns its file. */
  static Path create(DataFolder folder) {
    if (folder.readText(FILE).isEmpty()) {
      byte[] secret = new byte[BYTES];
      new SecureRandom().nextBytes(secret);
      folder.writeText(FILE, HexFormat.of().formatHex(secret));
    }
    return folder.file(FILE);
  }
}
