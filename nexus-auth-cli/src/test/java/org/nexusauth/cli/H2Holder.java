package org.nexusauth.cli;

import java.sql.Connection;
import java.sql.DriverManager;

/** Stands for an application that has an H2 file open: prints a letter then, and waits. */
final class H2Holder {

  private H2Holder() {}

  /** Opens the file that the argument names. */
  public static void main(String[] arguments) throws Exception {
    try (Connection open = DriverManager.getConnection("jdbc:h2:file:" + arguments[0])) {
      System.out.print(open.isValid(1) ? "o" : "n");
      System.out.flush();
      Thread.sleep(60_000); // The test ends this process.
    }
  }
}
