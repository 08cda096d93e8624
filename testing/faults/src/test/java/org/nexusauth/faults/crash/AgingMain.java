package org.nexusauth.faults.crash;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.nexusauth.revocation.StoreSettingException;

/** A node with its own H2 file that revokes a key now and then, until it is killed. */
public final class AgingMain {
  private AgingMain() {}

  /** Arguments: the URL, what the keys' ids begin with, age and longest pause in milliseconds. */
  public static void main(String[] arguments) throws InterruptedException {
    Opened store = open(arguments[0]);
    System.out.println("open");
    int[] revoked = {0};
    new ProcessLifetime(Long.parseLong(arguments[2]), Long.parseLong(arguments[3]))
        .spend(
            () -> {
              String id = arguments[1] + revoked[0]++;
              store.revoke(id);
              System.out.println(id);
            });
    Thread.currentThread().join();
  }

  /** A machine that is busy with many starts takes longer than a store waits for its database. */
  private static Opened open(String url) {
    return await()
        .atMost(Duration.ofSeconds(90))
        .ignoreException(StoreSettingException.class)
        .until(() -> Opened.by(RevokingMain.settings(url)), opened -> true);
  }
}
