package org.nexusauth.benchmarks.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.startup.Tomcat;
import org.nexusauth.benchmarks.Budget;
import org.nexusauth.benchmarks.peer.BenchmarkKeys;

/**
 * What our filter adds to an application's start, in a JVM that has started other ones: the first
 * time, when our classes are loaded, and once more, as when an application is deployed again.
 */
final class StartUp {
  /** Applications without our filter that the JVM has started before. */
  private static final int OTHERS = 20;

  private StartUp() {}

  static void measure(Path folder, Budget budget) throws Exception {
    BenchmarkKeys keys = BenchmarkKeys.kept(1, folder);
    for (int i = 0; i < OTHERS; i++) {
      timeStart(Guard.PASS, keys);
    }
    System.out.println("start-up\tfirst ms\tagain ms");
    double first = timeStart(Guard.NEXUS, keys) / 1e6;
    double again = timeStart(Guard.NEXUS, keys) / 1e6;
    System.out.printf(Locale.ROOT, "NEXUS\t%.0f\t%.0f%n", first, again);
    budget.atMost("start of the filter, ms", 150, first);
  }

  private static long timeStart(Guard guard, BenchmarkKeys keys) throws Exception {
    Timed timed = new Timed(guard.filter(keys.trust()));
    Tomcat tomcat = TomcatServer.start(guard, timed, keys.trust());
    tomcat.stop();
    tomcat.destroy();
    return timed.nanos.get();
  }

  /** Takes the time that a filter's start takes. */
  private static final class Timed implements Filter {
    private final AtomicLong nanos = new AtomicLong();
    private final Filter filter;

    Timed(Filter filter) {
      this.filter = filter;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
      long before = System.nanoTime();
      filter.init(config);
      nanos.set(System.nanoTime() - before);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      filter.doFilter(request, response, chain);
    }

    @Override
    public void destroy() {
      filter.destroy();
    }
  }
}
