/** Russian words of the page: being written. */
