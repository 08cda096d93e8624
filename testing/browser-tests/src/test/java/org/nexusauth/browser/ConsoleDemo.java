package org.nexusauth.browser;

import java.util.Map;

/** Starts the application with sample records, to look at the console while one works on it. */
final class ConsoleDemo {
  private ConsoleDemo() {}

  /**
   * Starts it and prints its link.
   *
   * @param args the port
   */
  public static void main(String[] args) throws Exception {
    ConsoleApplication application =
        ConsoleApplication.start(
            Integer.parseInt(args[0]), Map.of("nexus.auth.console.login", "link"));
    SampleRecords records = SampleRecords.fill(application);
    System.out.println("LINK " + application.loginLink());
    System.out.println("KEY " + records.keyTexts.get(0));
    Thread.currentThread().join();
  }
}
