package org.nexusauth.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of the H2 that holds the file, which is the server's where there is one.
 *
 * @param text as H2 reports it, for example {@code 2.4.240 (2025-09-22)}
 */
public record H2Version(String text) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,6})\\b");

  public static H2Version of(Connection connection) throws SQLException {
    return new H2Version(String.valueOf(connection.getMetaData().getDatabaseProductVersion()));
  }

  /**
   * Returns what is wrong with this version. From 2.5 on, H2 loses acknowledged commits when a
   * process that had the file open for some 45 s is killed, or some twenty younger ones in a row;
   * see {@code docs/adr/0011}. A later version is weak until it has been tested.
   */
  public Optional<String> findWeakness() {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.lookingAt()) {
      return Optional.of("H2 does not say its version: take com.h2database:h2:2.4.240");
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    if (major < 2 || (major == 2 && minor < 5)) {
      return Optional.empty();
    }
    return Optional.of(
        "H2 "
            + numbers.group()
            + " loses commits when its process is killed: take com.h2database:h2:2.4.240, which"
            + " opens the same file; where a server holds it, for that server");
  }
}
