/** Follows what keys do by minutes, and has the rules evaluate it. */
@NullMarked
package org.nexusauth.management.alert.activity;

import org.jspecify.annotations.NullMarked;
