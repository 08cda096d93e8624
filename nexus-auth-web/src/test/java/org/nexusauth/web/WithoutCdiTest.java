package org.nexusauth.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** As on a plain Tomcat: no class of CDI is there. */
final class WithoutCdiTest {

  /** Loads this package itself and knows no CDI. */
  private static final class PlainLoader extends ClassLoader {
    PlainLoader() {
      super(WithoutCdiTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("jakarta.enterprise.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("org.nexusauth.web.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  void discover_withoutTheClassesOfCdi_findsNone() throws Exception {
    Class<?> beans = new PlainLoader().loadClass("org.nexusauth.web.ApplicationBeans");

    assertThat(beans.getMethod("discover").invoke(null).toString())
        .isEqualTo(Optional.of(DiscoveredBeans.NONE).toString());
  }
}
