package org.nexusauth.browser;

import java.io.IOException;
import java.util.Map;
import org.apache.catalina.LifecycleException;

/**
 * An application with sample records, an admin who has signed in, and a browser of the same
 * session. Classes of tests share it: each test changes records of its own only.
 */
public final class RunningConsole implements AutoCloseable {
  private final ConsoleApplication application;
  private final SampleRecords records;
  private final ConsoleHttp admin;
  private Chrome chrome;

  private RunningConsole(ConsoleApplication application, SampleRecords records, ConsoleHttp admin) {
    this.application = application;
    this.records = records;
    this.admin = admin;
  }

  /** Starts it; the browser starts when it is first wanted. */
  static RunningConsole start() throws Exception {
    ConsoleApplication application = ConsoleApplication.start();
    SampleRecords records = SampleRecords.fill(application);
    return new RunningConsole(application, records, signIn(application));
  }

  /** Signs in by the link, which works once. */
  public static ConsoleHttp signIn(ConsoleApplication application) {
    ConsoleHttp anonymous = new ConsoleHttp(application.consoleAddress(), Map.of());
    String cookies = ConsoleHttp.cookiesOf(anonymous.get(application.loginLink()));
    return anonymous.with("Cookie", cookies).with("Sec-Fetch-Site", "same-origin");
  }

  /** Returns the application. */
  public ConsoleApplication application() {
    return application;
  }

  /** Returns its records. */
  public SampleRecords records() {
    return records;
  }

  /** Returns a client of the admin's session. */
  public ConsoleHttp admin() {
    return admin;
  }

  /** Returns the browser, as it is after its start; skips the test where there is none. */
  public Chrome chrome() {
    if (chrome == null) {
      chrome = Chrome.open(application, BrowserSettings.WIDE);
    }
    chrome.signIn(admin.headers().get("Cookie"));
    chrome.show(BrowserSettings.WIDE);
    chrome.forgetLogs();
    return chrome;
  }

  @Override
  public void close() throws IOException, LifecycleException {
    if (chrome != null) {
      chrome.close();
    }
    application.close();
  }
}
