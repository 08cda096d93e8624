package org.nexusauth.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints, from the jar's manifest. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "nexus-auth " + Objects.requireNonNullElse(readVersion(), "(not from a jar)")
    };
  }

  private static @Nullable String readVersion() throws IOException {
    if (Version.class.getModule().isNamed()) {
      return readModuleVersion();
    }
    return Version.class.getPackage().getImplementationVersion();
  }

  /** On the module path the JDK keeps the manifest from packages. */
  private static @Nullable String readModuleVersion() throws IOException {
    try (InputStream in = Version.class.getModule().getResourceAsStream(JarFile.MANIFEST_NAME)) {
      if (in == null) {
        return null;
      }
      return new Manifest(in).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    }
  }
}
