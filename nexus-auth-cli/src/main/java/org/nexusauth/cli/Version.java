package org.nexusauth.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints, from the jar's manifest. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Package ours = Version.class.getPackage();
    String version =
        Version.class.getModule().isNamed() ? ofModule() : ours.getImplementationVersion();
    return new String[] {"nexus-auth " + (version == null ? "(not from a jar)" : version)};
  }

  /** On the module path the JDK keeps the manifest from packages. */
  private static @Nullable String ofModule() throws IOException {
    try (InputStream in = Version.class.getModule().getResourceAsStream(JarFile.MANIFEST_NAME)) {
      return in == null
          ? null
          : new Manifest(in).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    }
  }
}
