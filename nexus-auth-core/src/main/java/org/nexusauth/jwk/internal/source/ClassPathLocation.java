package org.nexusauth.jwk.internal.source;

import java.io.IOException;
import java.io.InputStream;

/** An entry of the class path; it stays as it is. */
record ClassPathLocation(String name, ClassLoader resources) implements KeyLocation {

  @Override
  public String read() throws IOException {
    try (InputStream in = resources.getResourceAsStream(name.replaceFirst("^/+", ""))) {
      if (in == null) {
        throw new IOException(
            "there is no such entry on the class path; in a WAR it belongs into WEB-INF/classes");
      }
      return KeyLocation.readText(in);
    }
  }

  @Override
  public boolean canChange() {
    return false;
  }
}
