{
  "signatures": [
    {
      "publisher": "zhengka-training",
      "signature": "63d72376d333960c390f62fbbac3289fcd1dccef215725af137533fb22bfbbc24f72b6c6a04ed35bbce4e6b37a41a0f963d8b7c2afe4a258afbdaa212e36f6b7"
    }
  ]
}
