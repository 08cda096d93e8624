package org.nexusauth.sample.record;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.nexusauth.keys.SigningKeyException;
import org.nexusauth.management.problem.ManagementException;

/**
 * Makes the records of the demo keys when the application starts, after its filters: they have the
 * gate. It serves nothing. The launcher names the folder of the keys.
 */
public final class DemoRecordServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** The data folder, set by the launcher where the sample keeps records. */
  private static final String FOLDER = "nexus.sample.data";

  @Inject transient @Nullable RecordedAgents records;

  /** For the container. */
  public DemoRecordServlet() {}

  @Override
  public void init() {
    String folder = System.getProperty(FOLDER);
    if (folder == null || records == null) {
      return;
    }
    try {
      records
          .findServices()
          .ifPresent(services -> new DemoRecords(services, Path.of(folder)).createMissing());
    } catch (ManagementException | SigningKeyException | UncheckedIOException e) {
      Log.notRecorded(String.valueOf(e.getMessage()));
    }
  }
}
