/**
 * The series that the Python application stores one a row, as files of Arrow's IPC format (Feather V2), and their way
 * into stores. Sources: Columnar.rst, File.fbs, Message.fbs and Schema.fbs of apache/arrow, format version 1.5.
 */
@NullMarked
package io.holcstore.internal.django.arrow;

import org.jspecify.annotations.NullMarked;
