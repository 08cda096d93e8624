package org.nexusauth.contract.launch;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A WAR file taken apart, for a server that knows servlets and no archives.
 *
 * @param classLoader loads the application's classes and libraries, the server's behind them
 * @param classes the application's own classes
 * @param descriptor its deployment descriptor; may be missing
 */
record UnpackedWar(ClassLoader classLoader, List<Class<?>> classes, Path descriptor) {

  static UnpackedWar unpack(Path war, Path folder) throws IOException, ClassNotFoundException {
    try (JarFile jar = new JarFile(war.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(jar.getInputStream(entry), file);
      }
    }
    Path own = folder.resolve("WEB-INF/classes");
    List<URL> places = new ArrayList<>(List.of(own.toUri().toURL()));
    for (Path library : filesIn(folder.resolve("WEB-INF/lib"), ".jar")) {
      places.add(library.toUri().toURL());
    }
    // Lives as long as the process.
    @SuppressWarnings("resource")
    ClassLoader loader =
        new URLClassLoader(places.toArray(URL[]::new), UnpackedWar.class.getClassLoader());
    List<Class<?>> classes = new ArrayList<>();
    for (Path file : filesIn(own, ".class")) {
      String name = own.relativize(file).toString().replace('/', '.');
      classes.add(Class.forName(name.substring(0, name.length() - 6), false, loader));
    }
    return new UnpackedWar(loader, List.copyOf(classes), folder.resolve("WEB-INF/web.xml"));
  }

  private static List<Path> filesIn(Path folder, String end) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }
}
