package org.nexusauth.console;

import jakarta.servlet.ServletContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.leak.LeakReports;
import org.nexusauth.management.leak.LeakSettings;

/**
 * The reports of leaked keys of an application, whose gate may be built after its servlets.
 * Thread-safe.
 */
final class ApplicationLeakReports implements Supplier<LeakReports> {
  private final ServletContext context;
  private final LeakSettings settings;

  /** Created under the lock of this object, read by any thread. */
  private volatile @Nullable LeakReports reports;

  private final Object lock = new Object();

  ApplicationLeakReports(ServletContext context, LeakSettings settings) {
    this.context = context;
    this.settings = settings;
  }

  /**
   * Returns the service.
   *
   * @throws org.nexusauth.console.problem.ProblemException while the application manages no keys
   */
  @Override
  public LeakReports get() {
    LeakReports known = reports;
    if (known == null) {
      synchronized (lock) {
        known = reports;
        if (known == null) {
          known = ManagementLookup.requireManagement(context).openLeakReports(settings);
          reports = known;
        }
      }
    }
    return known;
  }
}
