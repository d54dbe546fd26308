{
  "signatures": [
    {
      "publisher": "zhengka-training",
      "signature": "87e35775864070b45f88c4ad57822b7fc392c16fb7b9e8102873515f0b9583ac174e0c7c947372899c61a7d65becb46dd24e1ab0528d9e089b6f465bdbb02310"
    }
  ]
}
